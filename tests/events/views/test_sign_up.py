"""The pages on which people sign up and see where they stand: what they take, keep, refuse and never tell."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core import mail
from django.test import Client

from events.models import Occurrence, SignUp
from events.services import occurrences, sign_ups, waiting_list
from events.services.events import put_event_text_in_force, withdraw_event
from events.services.occurrences import Scope
from tests.factories.events import NOW, TUESDAY, place_event, put_in_force
from tests.factories.reading import words as read
from tests.factories.sign_ups import come, date_of, mails, states

pytestmark = pytest.mark.django_db
ADDRESS = "/calendar/events/assembly/2026-03-03/sign-up/"
ANN = {"name": "Ann", "email": "ann@example.org", "guests": "1"}


@pytest.fixture(autouse=True)
def on_monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def date() -> Occurrence:
    return date_of(capacity=3)


def asks(event: Any, *questions: str) -> None:
    told = {"title": "Assembly", "summary": "", "access_note": "", "path": "/assembly/"}
    put_event_text_in_force(key=event.key, locale="en", questions=questions, now=NOW, **told)


def test_somebody_signs_up_and_is_told_where_their_page_is(client: Client, date: Occurrence) -> None:
    asks(date.event, "Do you need childcare?", "Which town?")

    form = client.get(ADDRESS)
    answer = client.post(ADDRESS, {**ANN, "question_0": "Two children", "question_1": " "}, follow=True)

    assert "Do you need childcare?" in form.content.decode()
    assert (form["Cache-Control"], form.cookies) == ("max-age=0, no-cache, no-store, must-revalidate, private", {})
    assert answer.redirect_chain == [(f"{ADDRESS}done/", 303)]
    assert "You have a place" in read(answer)
    ann = SignUp.objects.get()
    assert (ann.name, ann.email, ann.guests, ann.state) == ("Ann", "ann@example.org", 1, "coming")
    assert ann.answers == [["Do you need childcare?", "Two children"]]
    assert mails() == [("ann@example.org", "You have a place: Assembly, 3 March")]
    assert "\n " not in mail.outbox[0].body


def test_when_it_is_full_one_joins_the_waiting_list(client: Client, date: Occurrence) -> None:
    come(date, "Bob", 2)

    form = read(client.get(ADDRESS))
    answer = client.post(ADDRESS, ANN, follow=True)

    assert "Join the waiting list" in form
    assert answer.redirect_chain == [(f"{ADDRESS}done/?waiting", 303)]
    assert "You are on the waiting list" in read(answer)
    assert ("can leave the waiting list" in read(answer), "give up your place" in read(answer)) == (True, False)


def test_whoever_types_an_address_that_is_on_the_list_reads_what_everybody_reads(client: Client) -> None:
    known, other = date_of(slug="known", capacity=3), date_of(slug="other", capacity=3)
    come(known, "Ann", 1)
    come(other, "Bob", 1)

    told = [client.post(date.sign_up_path, ANN, follow=True) for date in (known, other)]

    # There is one place and two are asked for: the stranger would wait.
    assert [answer.redirect_chain[0][0].rpartition("?")[2] for answer in told] == ["waiting", "waiting"]
    assert read(told[0]) == read(told[1])
    assert states(known) == {"Ann": "coming"}


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": " "}, "Enter a name"),
        ({"name": "\u202e\x00\u200b"}, "Enter a name"),
        ({"name": "a" * 121}, "Leave out 1 character"),
        ({"email": ""}, "Enter an email address"),
        ({"email": "a@example.org, b@example.org"}, "Enter a valid email address"),
        ({"email": "a@example.org\nBcc: b@example.org"}, "Enter a valid email address"),
        ({"guests": "10"}, "Enter a whole number from 0 to 9"),
        ({"guests": "-1"}, "Enter a whole number from 0 to 9"),
        ({"guests": "1.5"}, "Enter a whole number from 0 to 9"),
        ({"guests": "9" * 500}, "Enter a whole number from 0 to 9"),
        ({"guests": "4"}, "There are too few places: bring 2 people at most"),
        ({"question_0": "a" * 301}, "Leave out 1 character"),
    ],
)
def test_what_is_wrong_is_named_and_what_was_typed_is_kept(
    client: Client, date: Occurrence, wrong: dict[str, str], words: str
) -> None:
    asks(date.event, "Why?")
    answer = client.post(ADDRESS, {**ANN, "question_0": "Because", **wrong})

    html = answer.content.decode()
    assert (answer.status_code, words in html, "There is a problem" in html) == (422, True, True)
    for name, value in {**ANN, "question_0": "Because"}.items():
        if name not in wrong:
            assert f'name="{name}" value="{value}"' in html
    assert not SignUp.objects.exists()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Zoë 🏳️‍🌈 🏴󠁧󠁢󠁷󠁬󠁳󠁿", "Zoë 🏳️‍🌈 🏴󠁧󠁢󠁷󠁬󠁳󠁿"),
        ("ليلى", "ليلى"),
        ("Ann\u202eevil", "Annevil"),
        ("Ann\r\nBcc: bob@example.org", "Ann Bcc: bob@example.org"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ],
)
def test_every_name_is_taken_as_it_is_but_for_what_turns_text_around(
    client: Client, date: Occurrence, typed: str, kept: str
) -> None:
    answer = client.post(ADDRESS, {**ANN, "name": typed})

    assert (answer.status_code, SignUp.objects.get().name) == (303, kept)
    assert mails() == [("ann@example.org", "You have a place: Assembly, 3 March")]


def test_a_machine_that_fills_in_everything_is_told_that_all_went_well(client: Client, date: Occurrence) -> None:
    answer = client.post(ADDRESS, {**ANN, "website": "https://spam.example"})

    assert (answer.status_code, answer["Location"]) == (303, f"{ADDRESS}done/")
    assert not SignUp.objects.exists()


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}])
def test_another_sites_page_signs_nobody_up(client: Client, date: Occurrence, headers: dict[str, str]) -> None:
    ann = come(date)

    assert client.post(ADDRESS, ANN, headers=headers).status_code == 403
    assert client.post(ann.path, {"do": "cancel"}, headers=headers).status_code == 403

    assert states(date) == {"Ann": "coming"}


def test_nobody_signs_up_without_end(client: Client, settings: Any) -> None:
    date_of()
    settings.ACCOUNT_RATE_LIMITS = {"sign_up": "4/5m/ip", "sign_up_mail": "2/h/key"}

    same = [client.post(ADDRESS, ANN).status_code for _ in range(3)]
    others = [client.post(ADDRESS, {**ANN, "email": f"{name}@example.org"}).status_code for name in ("bob", "cem")]

    assert (same, others) == ([303, 303, 429], [303, 429])


def test_what_is_over_cancelled_or_hidden_says_so(client: Client) -> None:
    over, off, hidden, none = (put_in_force(slug, capacity=9) for slug in ("over", "off", "hidden", "none"))
    occurrences.cancel_dates(key=off.key, original_date=TUESDAY, scope=Scope.THIS, now=NOW)
    Occurrence.objects.filter(event=over).update(starts_at=NOW)
    withdraw_event(key=hidden.key, now=NOW)
    type(none).objects.filter(pk=none.pk).update(takes_sign_ups=False)

    paths = {event.slug: date_of(event).sign_up_path for event in (over, off, hidden, none)}
    answers = {slug: (client.get(path), client.post(path, ANN)) for slug, path in paths.items()}

    assert [answer.status_code for answer in answers["over"] + answers["off"]] == [200] * 4
    assert [answer.status_code for answer in answers["hidden"] + answers["none"]] == [404] * 4
    assert "nobody can sign up for it any more" in read(answers["over"][1])
    assert "does not take place" in read(answers["off"][1])
    assert not SignUp.objects.exists()


@pytest.mark.parametrize("path", ["assembly/2026-03-04", "nothing/2026-03-03", "assembly/2026-02-30"])
def test_there_is_no_form_for_a_day_that_it_does_not_have(client: Client, date: Occurrence, path: str) -> None:
    assert client.get(f"/calendar/events/{path}/sign-up/").status_code == 404


def test_ones_own_page_changes_nothing_by_being_opened_and_each_button_does_one_thing(client: Client) -> None:
    ann = come(date_of(capacity=3))

    page = client.get(ann.path)
    client.head(ann.path)
    opened = states(ann.occurrence)
    more = client.post(ann.path, {"do": "guests", "guests": "2"}, follow=True)
    refused = client.post(ann.path, {"do": "guests", "guests": "3"})
    nothing = client.post(ann.path, {"do": "anything"})
    gone = client.post(ann.path, {"do": "cancel"}, follow=True)
    twice = client.post(ann.path, {"do": "cancel"}, follow=True)

    assert (opened, page["X-Robots-Tag"], "no-store" in page["Cache-Control"]) == ({"Ann": "coming"}, "noindex", True)
    assert "/calendar/events/assembly/2026-03-03.ics" in page.content.decode()
    assert 'value="2"' in more.content.decode()
    assert "so have the 2 guests you bring along" in read(more)
    assert (refused.status_code, "bring 2 people at most" in refused.content.decode()) == (422, True)
    assert nothing.status_code == 303
    assert "You are not on the list" in read(gone)
    assert read(gone) == read(twice)
    assert SignUp.objects.get().guests == 2


def test_an_offer_is_taken_with_a_button_while_it_lasts(client: Client) -> None:
    date = date_of(capacity=1)
    ann, bob, cem = (come(date, name) for name in ("Ann", "Bob", "Cem"))
    waiting = read(client.get(cem.path))
    sign_ups.cancel(public_id=ann.public_id, now=NOW)

    offered = read(client.get(bob.path))
    taken = client.post(bob.path, {"do": "accept"}, follow=True)

    assert "You are on the waiting list" in waiting
    assert "1 other stands before you" in waiting
    assert "Take the place" in offered
    assert "You have a place" in read(taken)
    assert states(date) == {"Ann": "cancelled", "Bob": "coming", "Cem": "waiting"}


def test_an_offer_whose_time_is_over_is_not_taken(client: Client) -> None:
    date = date_of(capacity=1)
    ann, bob = come(date, "Ann"), come(date, "Bob")
    sign_ups.cancel(public_id=ann.public_id, now=NOW)

    with time_machine.travel(datetime(2026, 3, 3, 15, tzinfo=UTC), tick=False):
        answer = client.post(bob.path, {"do": "accept"}, follow=True)
        waiting_list.move_up(NOW + timedelta(hours=30))

    assert "You are not on the list" in read(answer)
    assert states(date)["Bob"] == "cancelled"


def test_nobody_guesses_a_page(client: Client) -> None:
    assert client.get(f"/my-place/{uuid4()}/").status_code == 404
    assert client.post(f"/my-place/{uuid4()}/", {"do": "cancel"}).status_code == 404


def test_the_page_of_an_event_leads_to_its_form_where_there_is_one(client: Client) -> None:
    place_event("Open", questions="Childcare?\n\n Which  town? ")
    place_event("Closed", takes_sign_ups=False)

    links = ["sign-up/" in client.get(f"/{slug}/").content.decode() for slug in ("open", "closed")]

    assert links == [True, False]
    assert Occurrence.objects.get(event__slug="open").event.text("en").questions == ["Childcare?", "Which town?"]
