"""The queue of supporters' words: who may decide, that each decision is written down, and nothing unread approved."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from wagtail.models import ModelLogEntry

from accounts import roles
from donations.models import SupporterMessage
from donations.treasury.messages import DECIDED_MESSAGE
from tests.factories.donations import NOW, make_crowdfund, make_donation

SignIn = Callable[[str], Client]
QUEUE = "/admin/supportermessage/"


@pytest.fixture
def message(db: None) -> SupporterMessage:
    donation = make_donation(make_crowdfund(), state="paid")
    return SupporterMessage.objects.create(
        donation=donation, public_name="Ada <i>", comment="Go on!", written_at=NOW + timedelta(microseconds=7)
    )


def decide(browser: Client, message: SupporterMessage, state: str = "shown", **changes: str) -> int:
    typed = {"state": state, "read_at": message.written_at.isoformat()} | changes
    return browser.post(f"{QUEUE}decide/{message.pk}/", typed).status_code


def state() -> str:
    return SupporterMessage.objects.get().state


@pytest.mark.parametrize("group", [roles.EDITORS, roles.MODERATORS, roles.TREASURERS, "administrators"])
def test_who_may_decide_reads_and_decides(sign_in: SignIn, message: SupporterMessage, group: str) -> None:
    browser = sign_in(group)

    html = browser.get(QUEUE).content.decode()

    assert "Ada &lt;i&gt;" in html
    assert "Go on!" in html
    assert f'value="{message.written_at.isoformat()}"' in html
    assert (decide(browser, message), state()) == (302, "shown")
    assert (decide(browser, message, "waiting"), state()) == (302, "waiting")
    assert (decide(browser, message, "hidden"), state()) == (302, "hidden")


@pytest.mark.parametrize("listing", [QUEUE, f"{QUEUE}results/"])
def test_the_button_in_the_row_passes_the_check_of_its_origin(
    sign_in: SignIn, message: SupporterMessage, listing: str
) -> None:
    browser = sign_in(roles.EDITORS)
    browser.handler.enforce_csrf_checks = True
    assert decide(browser, message) == 403

    row = browser.get(listing).content.decode().split(f"{QUEUE}decide/")[1]
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', row)

    assert token is not None
    assert (decide(browser, message, csrfmiddlewaretoken=token[1]), state()) == (302, "shown")


def test_the_buttons_stand_before_the_words(sign_in: SignIn, message: SupporterMessage) -> None:
    html = sign_in(roles.EDITORS).get(f"{QUEUE}results/").content.decode()

    assert html.index(f"{QUEUE}decide/") < html.index("Go on!")


@pytest.mark.parametrize("group", [roles.VOLUNTEERS, roles.WELSH_EDITORS])
def test_nobody_else_does(sign_in: SignIn, message: SupporterMessage, group: str) -> None:
    browser = sign_in(group)

    assert browser.get(QUEUE).status_code in (302, 403)
    decide(browser, message)

    assert state() == "waiting"


def test_each_decision_is_written_down_without_the_name(sign_in: SignIn, message: SupporterMessage) -> None:
    decide(sign_in(roles.EDITORS), message)

    entry = ModelLogEntry.objects.get(action=DECIDED_MESSAGE)
    assert (entry.user.username, entry.data) == ("sam", {"state": "shown"})
    assert entry.label == message.donation.reference


def test_words_that_were_replaced_meanwhile_are_not_approved(sign_in: SignIn, message: SupporterMessage) -> None:
    browser = sign_in(roles.EDITORS)
    SupporterMessage.objects.update(written_at=NOW + timedelta(hours=1))

    decide(browser, message)

    assert state() == "waiting"
    assert "changed these words meanwhile" in browser.get(QUEUE).content.decode()


def test_a_message_that_is_gone_is_told_of(sign_in: SignIn, message: SupporterMessage) -> None:
    SupporterMessage.objects.all().delete()

    assert decide(sign_in(roles.EDITORS), message) == 302


@pytest.mark.parametrize("changes", [{"state": "loud"}, {"read_at": "now"}, {"read_at": "2026-11-02T12:00:00"}])
def test_nonsense_is_refused(sign_in: SignIn, message: SupporterMessage, changes: dict[str, str]) -> None:
    assert (decide(sign_in(roles.EDITORS), message, **changes), state()) == (400, "waiting")


def test_looking_decides_nothing(sign_in: SignIn, message: SupporterMessage) -> None:
    assert sign_in(roles.EDITORS).get(f"{QUEUE}decide/{message.pk}/").status_code == 405
