"""The forms in which people say that they come, and with how many."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.email_field import EmailAddressField
from cms.plain_text import PlainTextField
from events.models.sign_up import MOST_GUESTS
from events.questions_form import QuestionsForm

LONGEST_NAME = 120
LONGEST_ANSWER = 300
NOT_A_NUMBER = _("Enter a whole number from 0 to 9")


def guests_field() -> forms.IntegerField:
    words = dict.fromkeys(("invalid", "required", "min_value", "max_value"), NOT_A_NUMBER)
    return forms.IntegerField(
        label=_("How many people do you bring along?"),
        help_text=_("Besides yourself. 0 if you come alone."),
        min_value=0,
        max_value=MOST_GUESTS,
        initial=0,
        error_messages=words,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short"}),
    )


class GuestsForm(forms.Form):
    guests = guests_field()


class SignUpForm(QuestionsForm):
    answer = {"most": LONGEST_ANSWER}

    name = PlainTextField(
        most=LONGEST_NAME,
        required=True,
        label=_("Name"),
        help_text=_("As the hosts should call you. Only they see it."),
        error_messages={"required": _("Enter a name")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = EmailAddressField(help_text=_("For what concerns this meeting, and nothing else. The hosts do not see it."))
    guests = guests_field()
