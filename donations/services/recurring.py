"""What donors and treasurers do with a monthly gift, and what the end of its crowdfund does.

Calls are made outside any transaction. Stripe's answer tells how the gift stands then, and `record_facts` takes that in
as it does when a webhook tells it.
"""

import logging
import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from donations import months, rules
from donations.gateways.base import Gateway, GatewayError, GatewayUnavailable
from donations.models import RecurringDonation
from donations.services.monthly_mail import tell_of_change
from donations.services.recording import record_facts

logger = logging.getLogger(__name__)

EndedBy = RecurringDonation.EndedBy

PAUSES = (1, 2, 3)
"""For how many months a monthly gift can be paused, if its crowdfund lasts longer."""


class MonthlyGiftOver(Exception):
    """It has ended, or was never begun: nothing about it can be changed."""


def change_monthly(*, monthly: RecurringDonation, amount_minor: int, gateway: Gateway, now: datetime) -> None:
    """Take another amount from the next month on.

    Raises: MonthlyGiftOver, rules.AmountOutOfRange, GatewayUnavailable, GatewayRefused.
    """
    crowdfund = monthly.crowdfund
    rules.check_amount(amount_minor, **crowdfund.amount_limits)
    # A key of its own each time: £10, £15 and £10 again within a day are three changes.
    key = f"monthly-{monthly.public_id}-{uuid.uuid4().hex}"
    subscription_id = _running(monthly)
    facts = gateway.change_subscription(subscription_id, amount_minor=amount_minor, idempotency_key=key)
    with transaction.atomic():
        record_facts(facts=facts, gateway=gateway, now=now)
        monthly.refresh_from_db()
        tell_of_change(monthly, key, now)


def pauses_of(monthly: RecurringDonation, now: datetime) -> list[int]:
    """For how many months it can be paused now, so that a payment still comes after the pause."""
    return [each for each in PAUSES if monthly.can_pause_until(months.add_months(now, each))]


def pause_monthly(*, monthly: RecurringDonation, for_months: int, gateway: Gateway, now: datetime) -> None:
    """Take nothing for so many months from now, which skips as many payments; 0 ends the pause.

    Raises: MonthlyGiftOver, GatewayUnavailable, GatewayRefused.
    """
    until = months.add_months(now, for_months) if for_months else None
    facts = gateway.pause_subscription(_running(monthly), until=until)
    record_facts(facts=facts, gateway=gateway, now=now)


def order_stop(*, monthly: RecurringDonation, by: str) -> bool:
    """Keep that it should end, and who wanted it, without asking Stripe; whether it had not ended before."""
    wanted = RecurringDonation.objects.filter(pk=monthly.pk).exclude(state=RecurringDonation.State.ENDED)
    return bool(wanted.update(ended_by=by))


def stop_monthly(*, monthly: RecurringDonation, by: str, gateway: Gateway, now: datetime) -> None:
    """End it; of no effect when it has ended. `by` is one of RecurringDonation.EndedBy.

    Who wanted it is kept first: where Stripe does not answer, `stop_monthly_due` goes on trying.

    Raises: GatewayUnavailable, GatewayRefused.
    """
    if order_stop(monthly=monthly, by=by) and monthly.subscription_id:
        facts = gateway.cancel_subscription(monthly.subscription_id)
        record_facts(facts=facts, gateway=gateway, now=now)


def open_monthly_portal(*, monthly: RecurringDonation, return_url: str, gateway: Gateway) -> str:
    """The address of Stripe's page on which the donor changes their card.

    Raises: MonthlyGiftOver, GatewayUnavailable, GatewayRefused.
    """
    _running(monthly)
    return gateway.open_portal(customer_id=monthly.customer_id, return_url=return_url)


def stop_monthly_due(*, gateway: Gateway, now: datetime) -> None:
    """Stop what has outlived its crowdfund, and what somebody wanted to stop while Stripe was silent.

    A payment that Stripe has taken until then is a gift like any other, and counts.
    """
    running = RecurringDonation.objects.running()
    outlived = running.outlived(timezone.localdate(now))
    # Whose crowdfund has got a later last day meanwhile goes on.
    running.filter(ended_by=EndedBy.CROWDFUND).exclude(pk__in=outlived.values("pk")).update(ended_by="")
    due = {each.pk: EndedBy.CROWDFUND.value for each in outlived}
    due |= {each.pk: each.ended_by for each in running.filter(ended_by__in=[EndedBy.DONOR, EndedBy.TREASURER])}
    for monthly in running.filter(pk__in=due).order_by("pk"):
        try:
            stop_monthly(monthly=monthly, by=due[monthly.pk], gateway=gateway, now=now)
        except GatewayUnavailable as error:
            logger.warning("Monthly gifts are stopped later, Stripe does not answer: %s", error)
            return
        except GatewayError as error:
            logger.error("Monthly gift %s could not be stopped: %s", monthly.public_id, error)


def _running(monthly: RecurringDonation) -> str:
    """Its subscription. Raises: MonthlyGiftOver."""
    if monthly.subscription_id is None or not monthly.is_running:
        raise MonthlyGiftOver(monthly.public_id)
    return monthly.subscription_id
