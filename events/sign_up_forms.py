"""The forms in which people say that they come, and with how many."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.email_field import EmailAddressField
from cms.plain_text import PlainTextField
from events.models.sign_up import MOST_GUESTS

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


class SignUpForm(forms.Form):
    """`answers` gives what was said to each question, with the question."""

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

    def __init__(self, *args: Any, questions: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = {self.question(number): words for number, words in enumerate(questions)}
        for name, words in self.questions.items():
            self.fields[name] = PlainTextField(most=LONGEST_ANSWER, label=words)

    @staticmethod
    def question(number: int) -> str:
        """What the field of a question is called."""
        return f"question_{number}"

    @property
    def answers(self) -> list[tuple[str, str]]:
        said = ((words, self.cleaned_data[name]) for name, words in self.questions.items())
        return [(words, answer) for words, answer in said if answer]
