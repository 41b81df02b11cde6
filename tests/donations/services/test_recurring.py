"""Changing, pausing and stopping a monthly gift, and what the end of its crowdfund does."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from cms.models import OutgoingMail
from donations import services
from donations.gateways.base import Facts, GatewayRefused, GatewayUnavailable
from donations.models import Crowdfund, Donation, RecurringDonation
from donations.rules import AmountOutOfRange
from tests.factories.donations import NOW, charge_fact, invoice_fact, make_monthly, subscription_fact
from tests.factories.monthly import Subscriptions
from tests.factories.recording import record

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def stripe(first: Donation) -> Any:
    return Subscriptions(first)


def ended_mails() -> list[str]:
    return list(OutgoingMail.objects.filter(key__startswith="monthly-ended:").values_list("text", flat=True))


def test_another_amount_is_taken_from_the_next_month_on(gift: RecurringDonation, stripe: Any) -> None:
    for amount_minor in (1500, 1000, 1500):
        services.change_monthly(monthly=gift, amount_minor=amount_minor, gateway=stripe, now=NOW)

    gift.refresh_from_db()
    assert gift.amount_minor == 1500
    assert len(set(stripe.keys)) == 3
    subjects = OutgoingMail.objects.filter(key__startswith="monthly-changed:").order_by("pk")
    assert [mail.subject.split()[-1] for mail in subjects] == ["£15", "£10", "£15"]


@pytest.mark.parametrize("amount_minor", [0, 99, 1_000_001])
def test_a_month_s_amount_has_the_limits_of_any_gift(gift: RecurringDonation, stripe: Any, amount_minor: int) -> None:
    with pytest.raises(AmountOutOfRange):
        services.change_monthly(monthly=gift, amount_minor=amount_minor, gateway=stripe, now=NOW)

    assert stripe.keys == []


def test_a_pause_skips_so_many_payments_and_can_be_ended(gift: RecurringDonation, stripe: Any) -> None:
    services.pause_monthly(monthly=gift, for_months=2, gateway=stripe, now=NOW)

    gift.refresh_from_db()
    assert (gift.state, gift.paused_until) == ("paused", datetime(2027, 1, 2, 12, tzinfo=UTC))
    services.pause_monthly(monthly=gift, for_months=0, gateway=stripe, now=NOW)
    gift.refresh_from_db()
    assert (gift.state, gift.paused_until) == ("active", None)


def test_the_donor_stops_it_and_is_told_once(gift: RecurringDonation, stripe: Any) -> None:
    for _ in range(2):
        services.stop_monthly(monthly=gift, by="donor", gateway=stripe, now=NOW)

    gift.refresh_from_db()
    assert (gift.state, gift.ended_by, gift.ended_at) == ("ended", "donor", NOW)
    [mail] = ended_mails()
    assert "You have stopped it." in mail
    for call in (
        lambda: services.change_monthly(monthly=gift, amount_minor=1500, gateway=stripe, now=NOW),
        lambda: services.pause_monthly(monthly=gift, for_months=1, gateway=stripe, now=NOW),
        lambda: services.open_monthly_portal(monthly=gift, return_url="/", gateway=stripe),
    ):
        with pytest.raises(services.MonthlyGiftOver):
            call()


def test_who_stopped_it_is_known_however_early_the_webhook_comes(gift: RecurringDonation, stripe: Any) -> None:
    with stripe.answering(GatewayUnavailable("no answer")), pytest.raises(GatewayUnavailable):
        services.stop_monthly(monthly=gift, by="donor", gateway=stripe, now=NOW)

    record(subscription_fact(stripe.first, "ended"))

    gift.refresh_from_db()
    assert gift.ended_by == "donor"


def test_what_could_not_be_stopped_is_stopped_when_stripe_answers(gift: RecurringDonation, stripe: Any) -> None:
    with stripe.answering(GatewayUnavailable("no answer")):
        with pytest.raises(GatewayUnavailable):
            services.stop_monthly(monthly=gift, by="donor", gateway=stripe, now=NOW)
        services.stop_monthly_due(gateway=stripe, now=NOW)
    gift.refresh_from_db()
    assert (gift.state, gift.is_stopping) == ("active", True)

    services.stop_monthly_due(gateway=stripe, now=NOW)

    gift.refresh_from_db()
    assert (gift.state, gift.ended_by, gift.is_stopping) == ("ended", "donor", False)


@pytest.mark.parametrize(
    ("changes", "ends"),
    [
        ({}, False),
        ({"last_day": date(2026, 11, 2)}, False),
        ({"last_day": date(2026, 11, 1)}, True),
        ({"is_published": False, "withdrawn_on": date(2026, 10, 26)}, True),
        ({"is_published": False, "withdrawn_on": date(2026, 10, 27)}, False),
        ({"last_day": date(2026, 11, 1), "monthly": "none"}, True),
        ({"last_day": date(2026, 11, 1), "monthly": "goes_on"}, False),
        ({"is_published": False, "withdrawn_on": date(2026, 10, 1), "monthly": "goes_on"}, False),
    ],
)
def test_a_monthly_gift_ends_with_its_crowdfund(
    gift: RecurringDonation, stripe: Any, changes: dict[str, Any], ends: bool
) -> None:
    Crowdfund.objects.update(**changes)

    services.stop_monthly_due(gateway=stripe, now=NOW)

    gift.refresh_from_db()
    assert (gift.state, gift.ended_by) == (("ended", "crowdfund") if ends else ("active", ""))
    assert len(ended_mails()) == ends


def test_a_later_last_day_lets_it_go_on(gift: RecurringDonation, stripe: Any) -> None:
    Crowdfund.objects.update(last_day=date(2026, 11, 1))
    with stripe.answering(GatewayUnavailable("no answer")):
        services.stop_monthly_due(gateway=stripe, now=NOW)

    Crowdfund.objects.update(last_day=date(2026, 12, 1))
    services.stop_monthly_due(gateway=stripe, now=NOW)

    gift.refresh_from_db()
    assert (gift.state, gift.ended_by) == ("active", "")


def test_one_that_stripe_refuses_to_stop_does_not_keep_the_others(
    crowdfund: Crowdfund, gift: RecurringDonation, stripe: Any, caplog: pytest.LogCaptureFixture
) -> None:
    Crowdfund.objects.update(last_day=date(2026, 11, 1))
    other = make_monthly(crowdfund)
    record(subscription_fact(other))

    def cancel(subscription_id: str) -> Facts:
        if subscription_id == gift.subscription_id:
            raise GatewayRefused("no such subscription")
        return Facts.of(subscription_fact(other, "ended"))

    stripe.cancel_subscription = cancel
    services.stop_monthly_due(gateway=stripe, now=NOW)

    assert [each.state for each in RecurringDonation.objects.order_by("pk")] == ["active", "ended"]
    assert f"{gift.public_id} could not be stopped: no such subscription" in caplog.text


def test_a_renewal_that_was_taken_before_the_end_came_through_counts(
    crowdfund: Crowdfund, gift: RecurringDonation, stripe: Any
) -> None:
    Crowdfund.objects.update(last_day=date(2026, 11, 1))
    services.stop_monthly_due(gateway=stripe, now=NOW + timedelta(days=31))

    record(
        invoice_fact(stripe.first),
        charge_fact(stripe.first, 1000, payment_intent_id=f"pi_{stripe.first.pk}_2", donation_id=None),
    )

    assert [each.state for each in Donation.objects.all()] == ["paid", "paid"]


def test_the_portal_is_opened_for_the_donor_s_own_card(gift: RecurringDonation, stripe: Any) -> None:
    address = services.open_monthly_portal(monthly=gift, return_url="https://here.example/", gateway=stripe)

    assert address == f"https://billing.stripe.com/{gift.customer_id}"
    assert stripe.asked == [("portal", "https://here.example/")]
