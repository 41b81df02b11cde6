"""What giving holds of a person: exported whole, erased except for money and what the law wants kept."""

import json
from collections.abc import Iterator
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from accounts.people import names, row
from donations.models import Donation, Donor, Pledge, RecurringDonation, StripeEvent
from donations.querysets import RecurringQuerySet
from donations.references import uuids_of

ONE_OF_EACH = ("message", "refund_request", "permissibility", "offline")
SEVERAL = ("entries", "refund_orders", "disputes")


def find(reference: str) -> str | None:
    """The address of whoever gave the gift with this reference; where they have none, the reference itself."""
    donor = donors_of(reference).first()
    return (donor.email or reference) if donor else None


def donors_of(who: str) -> QuerySet[Donor]:
    """Whoever has this address, or gave the gift with this reference and is not erased."""
    if "@" in who:
        return Donor.objects.filter(email__iexact=who).order_by("pk")
    uuids = uuids_of(who)
    gifts = Donation.objects.filter(public_id__range=uuids) if uuids else Donation.objects.none()
    return Donor.objects.filter(pk__in=gifts.values("donor"), erased_at=None).order_by("pk")


def monthly_of(who: str) -> RecurringQuerySet:
    return RecurringDonation.objects.filter(donations__donor__in=donors_of(who)).distinct().order_by("pk")


def pledges_of(who: str) -> QuerySet[Pledge]:
    """Those with this address: a pledge has no reference."""
    return Pledge.objects.filter(email__iexact=who).order_by("pk")


def export(who: str) -> dict[str, Any]:
    """Donors with their gifts and all that hangs on each, monthly gifts, pledges, and Stripe's events about them."""
    told = {
        "donors": [{**row(donor), "gifts": [_gift(gift) for gift in _gifts(donor)]} for donor in donors_of(who)],
        "monthly_gifts": [row(monthly) for monthly in monthly_of(who)],
        "pledges": [row(pledge) for pledge in pledges_of(who)],
        "stripe_events": [{**row(event), "payload": _read(event.payload)} for event in events_of(who)],
    }
    return {name: part for name, part in told.items() if part}


def _gifts(donor: Donor) -> QuerySet[Donation]:
    related = ("crowdfund", "message", "refund_request", "permissibility", "offline")
    return donor.donations.select_related(*related).prefetch_related(*SEVERAL, "crowdfund__texts").order_by("pk")


def _gift(donation: Donation) -> dict[str, Any]:
    told = {**row(donation), "reference": donation.reference, "crowdfund": donation.crowdfund.title}
    told |= {name: row(getattr(donation, name)) for name in ONE_OF_EACH if hasattr(donation, name)}
    return told | {name: [row(each) for each in getattr(donation, name).all()] for name in SEVERAL}


def _read(payload: str) -> Any:
    try:
        return json.loads(payload)
    except ValueError:
        return payload


def events_of(who: str) -> QuerySet[StripeEvent]:
    """The events about a donor's payments, and those that name the address."""
    found = _events_naming(who) if "@" in who else set()
    for donor in donors_of(who):
        found |= events_about(donor)
    return StripeEvent.objects.filter(pk__in=found).exclude(payload="").order_by("received_at", "pk")


def _events_naming(email: str) -> set[str]:
    named = Q(payload__icontains=email) | Q(payload__icontains=json.dumps(email).strip('"'))
    rows = StripeEvent.objects.filter(named).values_list("pk", "payload").iterator()
    return {pk for pk, payload in rows if any(names(text, email) for text in _texts(_read(payload)))}


def _texts(told: Any) -> Iterator[str]:
    if isinstance(told, dict):
        told = [*told, *told.values()]
    if isinstance(told, list):
        for each in told:
            yield from _texts(each)
    elif isinstance(told, str):
        yield told


def events_about(donor: Donor) -> set[str]:
    """The ids of events about a donor's payments, checkouts and monthly gifts that still hold what Stripe told."""
    kept = StripeEvent.objects.exclude(payload="")
    payments = donor.donations.exclude(payment_intent_id=None).values("payment_intent_id")
    found = set(kept.filter(payment_intent_id__in=payments).values_list("pk", flat=True))
    known = sorted(set(_names_at_stripe(donor)))
    # A hundred at once: a database reads only so long a question.
    for start in range(0, len(known), 100):
        about = [Q(payload__contains=f'"{name}"') for name in known[start : start + 100]]
        found |= set(kept.filter(reduce(or_, about)).values_list("pk", flat=True))
    return found


def _names_at_stripe(donor: Donor) -> Iterator[str]:
    for ids in donor.donations.values_list("checkout_session_id", "payment_intent_id"):
        yield from filter(None, ids)
    monthly = RecurringDonation.objects.filter(donations__donor=donor).distinct()
    for ids in monthly.values_list("subscription_id", "customer_id"):
        yield from filter(None, ids)


def running(who: str) -> list[str]:
    """Monthly gifts that go on, and how they are stopped."""
    return [
        f"The monthly gift {monthly} to “{monthly.crowdfund.title}” still runs. Its donor stops it on its own page, "
        "which the receipt leads to; or stop it with --stop."
        for monthly in monthly_of(who).running().select_related("crowdfund")
    ]
