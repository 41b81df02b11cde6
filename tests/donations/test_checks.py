"""Whether webhooks come in: they can be believed, and none is left unprocessed for long."""

from datetime import timedelta

import pytest
from django.core.checks import run_checks
from django.utils import timezone
from pytest_django import Settings

from donations.checks import check_payment_methods, check_rule_packs, check_unprocessed_events, check_webhook_secret
from donations.models import StripeEvent


def keep(event_id: str, status: str, minutes: int) -> None:
    then = timezone.now() - timedelta(minutes=minutes)
    StripeEvent.objects.create(
        id=event_id, type="x", livemode=False, created_at=then, received_at=then, payload="", status=status
    )


def test_a_webhook_that_failed_long_ago_is_told(db: None) -> None:
    keep("evt_1", "failed", minutes=14)
    keep("evt_2", "waiting", minutes=60)
    keep("evt_3", "done", minutes=60)
    assert check_unprocessed_events() is None

    keep("evt_4", "failed", minutes=16)

    assert check_unprocessed_events() == "1 not processed"


@pytest.mark.parametrize(
    ("key", "secret", "told"),
    [("", "", []), ("sk_test_x", "whsec_x", []), ("sk_test_x", "", ["donations.W001"])],
)
def test_that_no_webhook_can_be_believed_is_told(settings: Settings, key: str, secret: str, told: list[str]) -> None:
    settings.STRIPE_SECRET_KEY, settings.STRIPE_WEBHOOK_SECRET = key, secret

    assert [message.id for message in check_webhook_secret()] == told
    assert {message.id for message in run_checks() if message.id == "donations.W001"} == set(told)


@pytest.mark.parametrize(
    ("methods", "told"),
    [(["card", "bacs_debit"], []), (["card", "klarna"], ["donations.W002"]), (["card", ""], ["donations.W002"])],
)
def test_a_way_to_pay_that_is_never_offered_is_told(settings: Settings, methods: list[str], told: list[str]) -> None:
    settings.STRIPE_PAYMENT_METHODS = methods

    assert [message.id for message in check_payment_methods()] == told


def test_rule_packs_that_cannot_be_right_are_told(settings: Settings) -> None:
    assert check_rule_packs() == []

    settings.LANGUAGES = [("en", "English"), ("gd", "Gaelic")]

    told = check_rule_packs()
    assert {message.id for message in told} == {"donations.E002"}
    assert "party-2024 has no declaration in: gd." in [message.msg for message in told]
