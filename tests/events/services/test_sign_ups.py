"""Signing up without an account: a place at once or one on the waiting list, once for each address, until it begins."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from accounts import people
from cms.models import OutgoingMail
from events.models import Occurrence, SignUp
from events.services import occurrences, sign_ups
from events.services.events import withdraw_event
from events.services.occurrences import Scope
from events.services.sign_ups import NoOffer, NotOnList, NotOpen, TooMany
from tests.factories.events import NOW, TUESDAY, again
from tests.factories.hubs import make_hub
from tests.factories.sign_ups import come, date_of, mails, states

pytestmark = pytest.mark.django_db


def test_whoever_comes_first_has_a_place_and_the_rest_wait_in_their_order() -> None:
    date = date_of(capacity=4)

    for name, guests in (("Ann", 2), ("Bob", 1), ("Cem", 0), ("Dee", 0)):
        come(date, name, guests)

    assert states(date) == {"Ann": "coming", "Bob": "waiting", "Cem": "coming", "Dee": "waiting"}
    assert mails() == [
        ("ann@example.org", "You have a place: Assembly, 3 March"),
        ("bob@example.org", "You are on the waiting list: Assembly, 3 March"),
        ("cem@example.org", "You have a place: Assembly, 3 March"),
        ("dee@example.org", "You are on the waiting list: Assembly, 3 March"),
    ]


def test_without_a_limit_everybody_has_a_place() -> None:
    date = date_of()

    for number in range(12):
        come(date, f"Guest{number}", 9)

    assert set(states(date).values()) == {"coming"}


def test_an_address_is_on_the_list_once_whoever_types_it_is_not_told_and_its_owner_a_few_times() -> None:
    date = date_of(capacity=2)
    ann = come(date, "Ann")
    told = [
        sign_ups.sign_up(
            occurrence_id=date.pk, name="Eve", email="ANN@Example.org", guests=guests, answers=[], locale="en", now=NOW
        )
        for guests in (0, 1, 0, 0, 0)
    ]

    # What a stranger would have been told, too: one place is left.
    assert told == [True, False, True, True, True]
    assert states(date) == {"Ann": "coming"}
    assert SignUp.objects.get().guests == 0
    assert [to for to, _ in mails()] == [ann.email] * 4


def test_the_mail_leads_to_ones_own_page_and_says_nothing_that_was_typed() -> None:
    hub = make_hub(contact_email="frome@example.org")
    ann = come(date_of(hub=hub), "Buy at spam.example", 2, email="ann@example.org", answers=[("Why?", "Evil words")])

    mails()

    mail = OutgoingMail.objects.get()
    assert f"http://testserver/my-place/{ann.public_id}/" in mail.text
    assert "and so have the 2 guests" in mail.text
    assert "Tuesday 3 March 2026, 19:00–20:30" in mail.text
    assert mail.reply_to == "frome@example.org"
    assert [word for word in ("spam", "Evil") if word in mail.subject + mail.text + mail.html] == []


def test_in_welsh_it_leads_to_the_welsh_page() -> None:
    ann = come(date_of(), locale="cy")

    mails()

    assert f"http://testserver/cy/my-place/{ann.public_id}/" in OutgoingMail.objects.get().html


def test_guests_come_and_go_as_far_as_there_are_places() -> None:
    date = date_of(capacity=3)
    ann, bob = come(date, "Ann"), come(date, "Bob")

    sign_ups.change_guests(public_id=ann.public_id, guests=1, now=NOW)
    with pytest.raises(TooMany) as refused:
        sign_ups.change_guests(public_id=bob.public_id, guests=1, now=NOW)

    assert refused.value.most == 1
    assert dict(SignUp.objects.values_list("name", "guests")) == {"Ann": 1, "Bob": 0}


def test_more_than_the_room_takes_cannot_even_wait() -> None:
    date = date_of(capacity=3)

    with pytest.raises(TooMany) as refused:
        come(date, guests=3)

    assert (refused.value.most, states(date)) == (3, {})


def test_who_has_given_up_may_come_again_behind_the_others() -> None:
    date = date_of(capacity=1)
    ann = come(date, "Ann")
    come(date, "Bob")

    sign_ups.cancel(public_id=ann.public_id, now=NOW)
    come(date, "Ann")

    assert list(SignUp.objects.values_list("name", "state")) == [
        ("Ann", "cancelled"),
        ("Bob", "offered"),
        ("Ann", "waiting"),
    ]
    with pytest.raises(NotOnList):
        sign_ups.cancel(public_id=ann.public_id, now=NOW)
    with pytest.raises(SignUp.DoesNotExist):
        sign_ups.cancel(public_id=uuid4(), now=NOW)


def begins(date: Occurrence) -> None:
    Occurrence.objects.filter(pk=date.pk).update(starts_at=NOW)


def is_cancelled(date: Occurrence) -> None:
    key = date.event.key
    occurrences.cancel_dates(key=key, original_date=TUESDAY, scope=Scope.THIS, now=NOW)


def is_withdrawn(date: Occurrence) -> None:
    withdraw_event(key=date.event.key, now=NOW)


def takes_none(date: Occurrence) -> None:
    again(date.event, takes_sign_ups=False)


@pytest.mark.parametrize(
    ("happens", "why"),
    [(begins, "begun"), (is_cancelled, "cancelled"), (is_withdrawn, "not_public"), (takes_none, "no_sign_ups")],
)
def test_nobody_signs_up_for_what_is_closed_but_everybody_may_still_go(happens: Any, why: str) -> None:
    date = date_of()
    ann = come(date, "Ann")
    happens(date)

    with pytest.raises(NotOpen) as refused:
        come(date, "Bob")
    with pytest.raises(NotOpen):
        sign_ups.change_guests(public_id=ann.public_id, guests=1, now=NOW)
    sign_ups.cancel(public_id=ann.public_id, now=NOW)

    assert refused.value.why == why
    assert states(date) == {"Ann": "cancelled"}


def test_only_who_was_offered_a_place_can_take_it() -> None:
    date = date_of(capacity=1)
    come(date, "Ann")
    bob = come(date, "Bob")

    with pytest.raises(NoOffer):
        sign_ups.accept_offer(public_id=bob.public_id, now=NOW)

    assert states(date)["Bob"] == "waiting"


def test_the_database_too_lets_nobody_stand_on_a_list_twice() -> None:
    ann = come(date_of())
    same = {"occurrence_id": ann.occurrence_id, "email": ann.email, "created_at": NOW, "locale": "en"}

    with pytest.raises(IntegrityError), transaction.atomic():
        SignUp.objects.create(name="Ann", state="waiting", **same)


def test_a_person_takes_their_sign_ups_along_and_who_waits_is_offered_the_place() -> None:
    date = date_of(capacity=1)
    come(date, "Ann")
    come(date, "Bob")

    held = people.export_person(who="Ann@example.org")["sign_ups"]
    told = people.erase_person(who="ann@example.org", now=NOW + timedelta(hours=1))

    assert [(each["event"], each["state"]) for each in held] == [("Assembly", "coming")]
    assert "1 sign-ups for meetings" in told.erased
    assert states(date) == {"Bob": "offered"}
