"""Codes by mail: good once, for one crowdfund, for few tries; no mailbox is flooded and nobody told about it."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from time_machine import TimeMachineFixture

from cms.models import OutgoingMail
from donations import attack
from donations.models import Crowdfund
from donations.services.giving_codes import MOST_TRIES, TooManyCodes, accept_code, send_code
from tests.factories.donations import NOW, make_crowdfund

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def still(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOW, tick=False)


def send(crowdfund: Crowdfund, email: str = "ada@example.org", sender: str = "somewhere") -> str:
    return send_code(crowdfund=crowdfund, email=email, sender=sender, locale="en", now=NOW)


def mailed(ticket: str) -> str:
    [code] = re.findall(r"^[0-9]{6}$", OutgoingMail.objects.get(key=f"giving_code:{ticket}").text, re.MULTILINE)
    return str(code)


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


def test_the_code_lets_one_press_pass(crowdfund: Crowdfund) -> None:
    ticket = send(crowdfund)

    assert OutgoingMail.objects.get().to == "ada@example.org"
    assert mailed(ticket) not in ticket
    assert accept_code(crowdfund=crowdfund, ticket=ticket, code=mailed(ticket), press="p-1")
    assert attack.has_passed("p-1")
    assert not accept_code(crowdfund=crowdfund, ticket=ticket, code=mailed(ticket), press="p-2")


def test_it_is_good_for_its_crowdfund_and_its_ticket(crowdfund: Crowdfund) -> None:
    first, second = send(crowdfund), send(crowdfund)

    assert not accept_code(crowdfund=make_crowdfund("other"), ticket=first, code=mailed(first), press="p")
    if mailed(first) != mailed(second):
        assert not accept_code(crowdfund=crowdfund, ticket=second, code=mailed(first), press="p")
    assert not attack.has_passed("p")


def test_after_a_few_wrong_tries_the_right_one_comes_too_late(crowdfund: Crowdfund) -> None:
    ticket = send(crowdfund)
    code = mailed(ticket)
    for _ in range(MOST_TRIES):
        assert not accept_code(crowdfund=crowdfund, ticket=ticket, code=wrong(code), press="p")

    assert not accept_code(crowdfund=crowdfund, ticket=ticket, code=code, press="p")


def test_it_expires(crowdfund: Crowdfund, time_machine: TimeMachineFixture) -> None:
    ticket = send(crowdfund)

    time_machine.move_to(NOW + timedelta(minutes=15, seconds=1))

    assert not accept_code(crowdfund=crowdfund, ticket=ticket, code=mailed(ticket), press="p")


@pytest.mark.parametrize("ticket", ["", "x", "\0" * 22, "a" * 22, "é" * 22, "x" * 10_000])
def test_a_ticket_that_is_none_opens_nothing(crowdfund: Crowdfund, ticket: str) -> None:
    assert not accept_code(crowdfund=crowdfund, ticket=ticket, code="000000", press="p")


def test_a_mailbox_gets_three_an_hour_whoever_asks_and_however_it_is_written(
    crowdfund: Crowdfund, time_machine: TimeMachineFixture
) -> None:
    for number in range(8):
        assert send(crowdfund, email=["ada@example.org", "Ada@Example.org"][number % 2], sender=f"s-{number}")

    assert OutgoingMail.objects.filter(to__iexact="ada@example.org").count() == 3
    assert OutgoingMail.objects.filter(to="").count() == 5
    time_machine.move_to(NOW + timedelta(minutes=61))
    send(crowdfund)
    assert OutgoingMail.objects.filter(to__iexact="ada@example.org").count() == 4


def test_one_sender_may_ask_for_five_an_hour(crowdfund: Crowdfund) -> None:
    for number in range(5):
        send(crowdfund, email=f"p{number}@example.org")

    with pytest.raises(TooManyCodes):
        send(crowdfund, email="p9@example.org")
    assert OutgoingMail.objects.count() == 5
    send(crowdfund, email="p9@example.org", sender="elsewhere")


def test_the_code_is_not_kept_as_it_is(crowdfund: Crowdfund) -> None:
    ticket = send(crowdfund)

    assert mailed(ticket) not in str(cache.get(f"codes:{ticket}"))
