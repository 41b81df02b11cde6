"""The forms in which people say what to talk about at a meeting, and afterwards how it was."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.plain_text import PlainTextField
from events.models.agenda import LONGEST_ITEM

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


class SurveyForm(forms.Form):
    """`answers` gives each question with what was said to it. None has to be answered."""

    def __init__(self, *args: Any, questions: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = {f"question_{number}": words for number, words in enumerate(questions)}
        for name, words in self.questions.items():
            self.fields[name] = PlainTextField(
                most=LONGEST_ANSWER, keeps_lines=True, label=words, widget=forms.Textarea(attrs={"rows": 4})
            )

    @property
    def answers(self) -> list[tuple[str, str]]:
        return [(words, self.cleaned_data[name]) for name, words in self.questions.items()]
