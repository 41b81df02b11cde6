"""Compares what Stripe tells of each monthly gift with how it stands here, and takes in what is newer there."""

from collections.abc import Iterator
from datetime import datetime

from donations.gateways.base import Facts, Gateway, SubscriptionFact
from donations.models import RecurringDonation
from donations.reconciliation.differences import Difference
from donations.services import find_monthly, record_facts

State = RecurringDonation.State


def compare_subscription(
    fact: SubscriptionFact, *, gateway: Gateway, now: datetime, repair: bool
) -> Iterator[Difference]:
    """Tell where a monthly gift stands otherwise at Stripe; its next payment's day moves on in silence."""
    told = Facts.of(fact)
    gift = find_monthly(told)
    if gift is None or gift.state == State.ENDED or gift.subscription_id not in (None, fact.id):
        return
    here = (gift.state, gift.amount_minor, gift.paused_until)
    there = (gift.state if fact.state == State.STARTING else fact.state, fact.amount_minor, fact.paused_until)
    if repair and (here != there or gift.next_payment_at != fact.next_payment_at):
        record_facts(facts=told, gateway=gateway, now=now)
    if here != there:
        where = f"is {gift.state}, {gift.amount_minor} a month here; {fact.state}, {fact.amount_minor} at Stripe"
        yield Difference(f"Monthly gift {fact.id} {where}", is_repaired=repair)


def lacks_payment(facts: Facts) -> bool:
    """Whether facts of one payment are of a bill of ours that is not linked to that payment yet."""
    bills = Facts.of(*facts.invoices)
    monthly = find_monthly(bills)
    payments = [invoice.payment_intent_id for invoice in facts.invoices]
    return monthly is not None and not monthly.donations.filter(payment_intent_id__in=payments).exists()
