"""Questions of a hub as the fields of a form. Nobody has to answer one."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms

from cms.plain_text import PlainTextField


class QuestionsForm(forms.Form):
    """`answers` gives what was said to each question to which something was said, with the question.

    `answer` says what kind of PlainTextField each question has.
    """

    answer: ClassVar[Mapping[str, Any]]

    def __init__(self, *args: Any, questions: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = {self.field_of(number): words for number, words in enumerate(questions)}
        for name, words in self.questions.items():
            self.fields[name] = PlainTextField(label=words, **self.answer)

    @staticmethod
    def field_of(number: int) -> str:
        """What the field of a question is called; the first has the number 0."""
        return f"question_{number}"

    @property
    def answers(self) -> list[tuple[str, str]]:
        said = ((words, self.cleaned_data[name]) for name, words in self.questions.items())
        return [(words, answer) for words, answer in said if answer]
