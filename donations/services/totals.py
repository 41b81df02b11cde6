"""The projections of a crowdfund: moved by what a payment adds, made anew where `reconcile` finds that they differ."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Max, Sum

from cms import caching
from donations.models import Crowdfund, CrowdfundTotal, Donation, Donor, LedgerEntry
from donations.rules import FEE
from donations.services.law_totals import law_sums
from donations.services.matching import move_matches, rebuild_matches, reckon_matches
from donations.services.pledges import pledged_by_rows


def reckon_total(crowdfund: Crowdfund) -> dict[str, Any]:
    """Every projected number of a crowdfund, made anew from its own rows, by its field on CrowdfundTotal.

    The one place that says what each should be: `rebuild_total` writes it, `reconcile` compares it.
    """
    entries = LedgerEntry.objects.filter(crowdfund=crowdfund).counted()
    sums = entries.aggregate(raised_minor=Sum("amount_minor", default=0), last_entry_at=Max("recorded_at"))
    return {
        **sums,
        "donors": entries.donor_count(),
        "pledged_minor": pledged_by_rows(crowdfund),
        **reckon_matches(crowdfund),
        **law_sums(crowdfund),
    }


def rebuild_total(*, crowdfund: Crowdfund) -> None:
    """Make the projections equal to what they are made of, and the tracker's cached answers stale."""
    rebuild_matches(crowdfund)
    CrowdfundTotal.objects.update_or_create(crowdfund=crowdfund, defaults=reckon_total(crowdfund))
    caching.purge(crowdfund.cache_tag)


def move_total(
    *,
    total: CrowdfundTotal,
    donation: Donation,
    donor_before: Donor | None,
    ledger: Sequence[LedgerEntry],
    entries: Sequence[LedgerEntry],
) -> None:
    """Add the new entries of a donation, and a donor who is known only now, to the total; both must be locked.

    `total` is as it was read under the lock; `ledger` are all entries of the donation, `entries` the new ones of them.

    Costs the same however long the ledger is: it reads this donor's entries and no others.
    """
    counted = [entry for entry in entries if entry.kind != FEE]
    added_minor = sum(entry.amount_minor for entry in counted)
    own_minor = sum(entry.amount_minor for entry in ledger if entry.kind != FEE)
    others_minor = _other_gifts_minor(donation)
    before_minor = own_minor - added_minor
    if donor_before is None and donation.donor is not None:
        # Until now the donation stood for a donor of its own, beside the one that its donor was by other gifts.
        donors_before = (before_minor > 0) + (others_minor > 0)
    else:
        donors_before = int(before_minor + others_minor > 0)
    total.raised_minor += added_minor
    total.donors += int(own_minor + others_minor > 0) - donors_before
    moments = [entry.recorded_at for entry in counted]
    total.last_entry_at = max([*moments, total.last_entry_at] if total.last_entry_at else moments, default=None)
    move_matches(total=total, donation=donation, entries=counted)
    total.save()
    caching.purge(donation.crowdfund.cache_tag)


def _other_gifts_minor(donation: Donation) -> int:
    """What the same donor's other donations to the crowdfund add up to."""
    if donation.donor is None:
        return 0
    entries = LedgerEntry.objects.filter(crowdfund=donation.crowdfund, donation__donor=donation.donor)
    return entries.exclude(donation=donation).counted().sum_minor()
