"""The forms in which people say what to talk about at a meeting, and afterwards how it was."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.plain_text import PlainTextField
from events.models.agenda import LONGEST_ITEM
from events.questions_form import QuestionsForm

LONGEST_ANSWER = 1000


class AgendaItemForm(forms.Form):
    text = PlainTextField(
        most=LONGEST_ITEM,
        required=True,
        label=_("What should we talk about?"),
        help_text=_("In one line. The others who come see it, but not who said it."),
        error_messages={"required": _("Say what we should talk about")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class SurveyForm(QuestionsForm):
    answer = {"most": LONGEST_ANSWER, "keeps_lines": True, "widget": forms.Textarea(attrs={"rows": 4})}
