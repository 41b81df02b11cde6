"""Erasing a donor: their name, words and what Stripe told of them go; money and what the law wants kept stay."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry

from accounts.people import Erasure, Kept
from cms import caching
from donations.gateways import get_gateway
from donations.models import (
    Donation,
    Donor,
    OfflineGift,
    RecurringDonation,
    RefundOrder,
    RefundRequest,
    StripeEvent,
    SupporterMessage,
)
from donations.services.law_records import KeptByLaw, forget_checks
from donations.services.people import donors_of, events_about, events_of, monthly_of, pledges_of
from donations.services.recurring import stop_monthly

OVER = (StripeEvent.Status.DONE, StripeEvent.Status.IGNORED)
PAYER = {"payer_name": "", "payer_address": "", "reference": "", "note": "", "reason": ""}


def erase(who: str, now: datetime) -> Erasure:
    """Erase what giving holds under an address, or of who gave the gift with a reference; give what went, and stays."""
    erasure = _blank_events(set(events_of(who).values_list("pk", flat=True)))
    for donor in donors_of(who).select_for_update():
        erasure += _erase_donor(donor, now)
    pledges = pledges_of(who)
    if count := pledges.count():
        pledges.update(name="", email="", note="")
        erasure.erased.append(f"The name and the address of {count} pledges")
        erasure.kept.append(Kept(f"{count} pledges, without a name", "Their sums are shown in public"))
    return erasure


def end_monthly_gifts(who: str, now: datetime) -> None:
    """Stop what runs. Raises: GatewayUnavailable, GatewayRefused."""
    for monthly in monthly_of(who).running():
        stop_monthly(monthly=monthly, by=RecurringDonation.EndedBy.TREASURER, gateway=get_gateway(), now=now)


def _erase_donor(donor: Donor, now: datetime) -> Erasure:
    gifts = Donation.objects.filter(donor=donor)
    _erase_words(donor)
    kept = _forget_payers(donor, now)
    Donor.objects.filter(pk=donor.pk).update(
        email=None, name="", wants_updates_since=None, updates_evidence="", erased_at=now
    )
    ModelLogEntry.objects.for_instance(donor).update(label=f"#{donor.pk}")
    stays = [Kept(f"The check of the gift {each.check}{_until(each)}", _why(each)) for each in kept]
    if count := gifts.count():
        books = "They are the books, and the public total is their sum; they name nobody any more"
        stays.append(Kept(f"{count} gifts with their amounts, days and ids at Stripe", books))
        stays.append(Kept("What Stripe itself holds of the payments", "Erase it in Stripe’s dashboard"))
    return Erasure([f"The name, the address and the words of donor {donor.pk}"], stays)


def _erase_words(donor: Donor) -> None:
    messages = SupporterMessage.objects.filter(donation__donor=donor)
    crowdfunds = {message.donation.crowdfund for message in messages.select_related("donation__crowdfund")}
    if crowdfunds:
        caching.purge(*sorted(crowdfund.cache_tag for crowdfund in crowdfunds))
    messages.delete()
    RefundRequest.objects.filter(donation__donor=donor).update(words="", answer="")
    RefundOrder.objects.filter(donation__donor=donor).update(note="")


def _forget_payers(donor: Donor, now: datetime) -> list[KeptByLaw]:
    """Blank what the law does not want kept of whoever paid; give what it does."""
    kept = forget_checks(donor=donor, today=timezone.localdate(now))
    needed = [each.check.donation_id for each in kept]
    OfflineGift.objects.filter(donation__donor=donor).exclude(donation__in=needed).update(**PAYER)
    return kept


def _until(kept: KeptByLaw) -> str:
    return f", until {kept.until}" if kept.until else ", until it is decided"


def _why(kept: KeptByLaw) -> str:
    return f"The law on political gifts wants it kept ({', '.join((kept.rule, *kept.sources))})"


def _blank_events(ids: set[str]) -> Erasure:
    """Blank what Stripe told in events that are done with; others still need it."""
    blanked = StripeEvent.objects.filter(pk__in=ids, status__in=OVER).exclude(payload="").update(payload="")
    left = StripeEvent.objects.filter(pk__in=ids).exclude(status__in=OVER).count()
    erased = [f"What Stripe told in {blanked} events"] if blanked else []
    why = "They are not processed yet; it goes by itself within a day of that"
    return Erasure(erased, [Kept(f"What Stripe told in {left} events", why)] if left else [])


@transaction.atomic
def forget_the_rest(now: datetime) -> None:
    """The job of every day: what had to be kept of erased donors at first, and need not be kept any more."""
    for donor in Donor.objects.filter(erased_at__isnull=False).order_by("pk"):
        _forget_payers(donor, now)
        _blank_events(events_about(donor))
