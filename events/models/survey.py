"""How it was, as those say who had a place: gone with their sign-ups, never shown by name."""

from collections.abc import Sequence

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.models.hub import Hub
from events.models.occurrence import Occurrence
from events.models.sign_up import SignUp

LEAST_ANSWERS = 3
"""Hosts see none before so many have answered: in fewer, people recognise each other."""


class SurveyAnswer(models.Model):
    """What one person answered after a date: `answers` are pairs of a question and an answer, as asked then."""

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="survey_answers")
    sign_up = models.OneToOneField(SignUp, on_delete=models.CASCADE, related_name="survey_answer")
    answers = models.JSONField(default=list)
    answered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("answer after a meeting")
        verbose_name_plural = _("answers after meetings")

    def __str__(self) -> str:
        return f"{self.pk}"


def questions_after(hub: Hub | None) -> Sequence[str]:
    """What a hub asks after its meetings, in the reader's language: its own questions, else these three."""
    own = hub.text().survey_questions if hub else None
    return own or [
        gettext("What was good?"),
        gettext("What should be different next time?"),
        gettext("Would you help with the next one, and how?"),
    ]
