"""How it was: one mail to each who had a place, answers for two weeks, told to hosts from three on."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from events.models import Occurrence, SignUp, SurveyAnswer
from events.personal_data import SIGN_UPS
from events.services import guest_lists, occurrences, sign_ups
from events.services.occurrences import Scope
from events.services.surveys import NotAsked, answer, answers_to, ask
from tests.factories.events import NOW, put_in_force
from tests.factories.hubs import make_hub
from tests.factories.sign_ups import come, date_of, mails

pytestmark = pytest.mark.django_db

NEXT_MORNING = datetime.fromisoformat("2026-03-04T09:00:00Z")
Q = ["What was good?", "What next?"]


@pytest.fixture
def date() -> Occurrence:
    return date_of(put_in_force(hub=make_hub(asks_afterwards=True), capacity=5))


def say(who: SignUp, *words: str, now: datetime = NEXT_MORNING) -> None:
    answer(public_id=who.public_id, answers=list(zip(Q, words, strict=False)), now=now)


def asked() -> list[tuple[str, str]]:
    return mails("sign_up_survey")


def test_who_had_a_place_is_asked_once_the_next_morning(date: Occurrence) -> None:
    come(date, "Ann")
    come(date, "Ben", guests=3)
    came_anyway = come(date, "Cat")
    come(date, "Dan")
    SignUp.objects.filter(pk=came_anyway.pk).update(has_come=True)
    sign_ups.cancel(public_id=come(date_of(date.event), "Eve").public_id, now=NOW)

    ask(date.ends_at + timedelta(hours=1))
    at_night = asked()
    ask(NEXT_MORNING)
    ask(NEXT_MORNING + timedelta(minutes=5))

    assert at_night == []
    assert asked() == [(f"{name}@example.org", "How was it? Assembly") for name in ("ann", "ben", "cat")]


def test_nobody_is_asked_of_what_was_called_off_long_ago_or_where_the_hub_does_not_ask(date: Occurrence) -> None:
    silent = date_of(put_in_force("silent", hub=make_hub("frome", title="Frome")))
    called_off = date_of(put_in_force("off", hub=date.event.hub))
    for each in (silent, called_off, date):
        come(each, "Ann")
    occurrences.cancel_dates(
        key=called_off.event.key, original_date=called_off.original_date, scope=Scope.THIS, note="", now=NOW
    )

    ask(NEXT_MORNING + timedelta(days=4))
    long_ago = asked()
    ask(NEXT_MORNING)

    assert long_ago == []
    assert len(asked()) == 1


def test_it_is_answered_once_or_changed_within_two_weeks(date: Occurrence) -> None:
    ann = come(date, "Ann")

    say(ann, "The soup", "")
    say(ann, "The bread", "More of it")
    kept = SurveyAnswer.objects.get().answers
    say(ann, "", "")

    assert kept == [["What was good?", "The bread"], ["What next?", "More of it"]]
    assert SurveyAnswer.objects.count() == 0


def test_it_cannot_be_answered_before_long_after_or_without_a_place(date: Occurrence) -> None:
    ann, ben = come(date, "Ann"), come(date, "Ben")
    sign_ups.cancel(public_id=ben.public_id, now=NOW)

    for who, now in ((ann, NOW), (ann, date.ends_at + timedelta(days=14)), (ben, NEXT_MORNING)):
        with pytest.raises(NotAsked):
            say(who, "x", now=now)


def test_hosts_see_answers_from_three_on_in_no_persons_order(date: Occurrence) -> None:
    people = [come(date, name) for name in ("Ann", "Ben", "Cat")]
    for who, words in zip(people[:2], (("soup", "Zebras"), ("Bread", "")), strict=True):
        say(who, *words)
    of_two = answers_to(date)
    say(people[2], "apples", "Ants")

    assert of_two is None
    assert answers_to(date) == {"What was good?": ["apples", "Bread", "soup"], "What next?": ["Ants", "Zebras"]}


def test_it_is_exported_erased_and_forgotten_with_the_sign_up(date: Occurrence, settings: Any) -> None:
    ann, ben = come(date, "Ann"), come(date, "Ben")
    say(ann, "Soup")
    say(ben, "Bread")

    [exported] = SIGN_UPS.export("ann@example.org")
    SIGN_UPS.erase("ann@example.org", NEXT_MORNING)
    left = SurveyAnswer.objects.count()
    guest_lists.forget(date.ends_at + timedelta(days=settings.SIGN_UPS_KEPT_DAYS, seconds=1))

    assert exported["survey_answers"] == [["What was good?", "Soup"]]
    assert (left, SurveyAnswer.objects.count()) == (1, 0)
