"""Asking those who had a place how it was: one mail the day after, a page of their own, answers for two weeks."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from events.models import Occurrence, SignUp, SurveyAnswer
from events.models.survey import LEAST_ANSWERS
from events.services import sign_up_mail

ASKED_AFTER = timedelta(hours=12)
"""So long after the end: the next morning, not on the way home."""

NOT_ASKED_AFTER = timedelta(days=3)
"""A hub that begins to ask does not write to the people of last month."""

ANSWERED_WITHIN = timedelta(days=14)
MOST_ASKED = 200
"""So many in one run: other jobs of the clock wait meanwhile."""


class NotAsked(Exception):
    """The hub does not ask, it is not over yet or over for too long, or they had no place."""


def ask(now: datetime) -> None:
    """The job of every few minutes: write to each who had a place at what is over, once."""
    due = SignUp.objects.who_had_a_place().filter(
        occurrence__status="scheduled",
        occurrence__is_public=True,
        occurrence__event__hub__asks_afterwards=True,
        occurrence__ends_at__range=(now - NOT_ASKED_AFTER, now - ASKED_AFTER),
        asked_at=None,
    )
    for sign_up in due.select_related("occurrence__event__hub")[:MOST_ASKED]:
        _ask(sign_up, now)


@transaction.atomic
def _ask(sign_up: SignUp, now: datetime) -> None:
    if SignUp.objects.who_had_a_place().filter(pk=sign_up.pk, asked_at=None).update(asked_at=now):
        sign_up_mail.queue(sign_up, "sign_up_survey", kind="", cause="asked", now=now)


def is_open(sign_up: SignUp, now: datetime) -> bool:
    """Whether somebody may answer now, or change what they answered."""
    date = sign_up.occurrence
    hub = date.event.hub
    had_place = sign_up.state == SignUp.State.COMING or (sign_up.has_come and sign_up.state != SignUp.State.CANCELLED)
    is_asked = bool(hub and hub.asks_afterwards and had_place and not date.is_cancelled)
    return is_asked and date.ends_at <= now < date.ends_at + ANSWERED_WITHIN


@transaction.atomic
def answer(*, public_id: UUID, answers: Sequence[tuple[str, str]], now: datetime) -> None:
    """Keep what somebody says to each question, in place of what they said before; nothing at all takes it back.

    Raises: SignUp.DoesNotExist, NotAsked.
    """
    # Its list may be forgotten meanwhile.
    sign_up = SignUp.objects.of_somebody().select_for_update(of=["self"]).get(public_id=public_id)
    if not is_open(sign_up, now):
        raise NotAsked
    said = [list(pair) for pair in answers if pair[1]]
    if not said:
        SurveyAnswer.objects.filter(sign_up=sign_up).delete()
        return
    SurveyAnswer.objects.update_or_create(
        sign_up=sign_up, defaults={"occurrence": sign_up.occurrence, "answers": said, "answered_at": now}
    )


def answers_to(occurrence: Occurrence) -> dict[str, list[str]] | None:
    """What was said to each question, in the order of the alphabet, so that no two answers are known for one person's.

    None before enough people have answered.
    """
    rows = list(SurveyAnswer.objects.filter(occurrence=occurrence).order_by("pk").values_list("answers", flat=True))
    if len(rows) < LEAST_ANSWERS:
        return None
    told: dict[str, list[str]] = {}
    for pairs in rows:
        for question, words in pairs:
            told.setdefault(question, []).append(words)
    return {question: sorted(words, key=str.casefold) for question, words in told.items()}
