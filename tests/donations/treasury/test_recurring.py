"""Monthly gifts in the admin: treasurers see how each stands, and stop one. Both are written down."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from accounts import roles
from donations.gateways.base import GatewayUnavailable
from donations.models import Donation, RecurringDonation
from tests.factories.answers import shown
from tests.factories.monthly import Subscriptions

SignIn = Callable[[str], Client]
pytestmark = pytest.mark.django_db


def connect(monkeypatch: pytest.MonkeyPatch, first: Donation, error: Exception | None = None) -> None:
    monkeypatch.setattr("donations.treasury.recurring.get_gateway", lambda: Subscriptions(first, error))


def inspect(gift: RecurringDonation) -> str:
    return reverse("recurringdonation:inspect", args=[gift.pk])


def written() -> list[str]:
    return list(ModelLogEntry.objects.order_by("pk").values_list("action", flat=True))


def test_treasurers_see_how_each_stands(sign_in: SignIn, gift: RecurringDonation) -> None:
    treasurer = sign_in(roles.TREASURERS)

    listing = shown(treasurer.get(reverse("recurringdonation:index")))
    for text in (str(gift), "£10", "Active", "An online hub", "2 December 2026"):
        assert text in listing
    assert "ada@example.org" not in listing
    assert written() == []
    one = shown(treasurer.get(inspect(gift)))
    for text in ("ada@example.org", "2 November 2026", gift.subscription_id, "Stop this monthly gift"):
        assert str(text) in one
    assert written() == ["donations.look_at_donor"]


def test_a_spreadsheet_has_every_gift(sign_in: SignIn, gift: RecurringDonation) -> None:
    answer: Any = sign_in(roles.TREASURERS).get(reverse("recurringdonation:index"), {"export": "csv"})

    rows = b"".join(answer.streaming_content).decode().splitlines()
    assert rows[1].split(",")[:4] == [str(gift), "10.00", "GBP", "Active"]


def test_a_treasurer_stops_one(
    sign_in: SignIn, gift: RecurringDonation, first: Donation, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect(monkeypatch, first)
    treasurer = sign_in(roles.TREASURERS)

    answer = treasurer.post(inspect(gift), follow=True)

    gift.refresh_from_db()
    assert (gift.state, gift.ended_by) == ("ended", "treasurer")
    assert "Stopped. The donor is told by email." in shown(answer)
    assert "Stop this monthly gift" not in shown(answer)
    assert written() == ["donations.stop_monthly", "donations.look_at_donor"]
    treasurer.post(inspect(gift))
    assert written().count("donations.stop_monthly") == 1


def test_while_stripe_is_silent_it_is_stopped_later(
    sign_in: SignIn, gift: RecurringDonation, first: Donation, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect(monkeypatch, first, GatewayUnavailable("silent"))

    answer = sign_in(roles.TREASURERS).post(inspect(gift), follow=True)

    gift.refresh_from_db()
    assert (gift.state, gift.is_stopping) == ("active", True)
    assert "It is tried again each minute" in shown(answer)
    assert "Stripe has not confirmed it yet" in shown(answer)


@pytest.mark.parametrize("group", [roles.EDITORS, roles.MODERATORS, roles.VOLUNTEERS])
def test_nobody_else_looks_or_stops(sign_in: SignIn, gift: RecurringDonation, group: str) -> None:
    other = sign_in(group)

    assert {other.get(inspect(gift)).status_code, other.post(inspect(gift)).status_code} == {302}
    assert written() == []
