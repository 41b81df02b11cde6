"""What of a crowdfund's money is being checked by law, and what went back because of it: projections of their rows."""

from django.db.models import F, Sum

from cms import caching
from donations.models import Crowdfund, CrowdfundTotal, LedgerEntry, PermissibilityCheck
from donations.rules import OFFLINE_REVERSAL, REFUND, REFUND_REVERSAL

State = PermissibilityCheck.State

NOT_SETTLED = (State.ASKED, State.TO_CHECK, State.RETURNED)
"""What is on its way back is not ours to keep, and still counted until it has gone."""


def law_sums(crowdfund: Crowdfund) -> dict[str, int]:
    """`checking_minor` and `returned_by_law_minor` as checks and ledger say."""
    entries = LedgerEntry.objects.filter(crowdfund=crowdfund).counted()
    held = entries.filter(donation__permissibility__state__in=NOT_SETTLED).values("donation_id")
    sent_back = entries.filter(
        kind__in=(REFUND, REFUND_REVERSAL, OFFLINE_REVERSAL),
        donation__permissibility__state=State.RETURNED,
        pk__gt=F("donation__permissibility__last_entry_before"),
    )
    left = held.annotate(left_minor=Sum("amount_minor")).filter(left_minor__gt=0)
    return {
        "checking_minor": sum(row["left_minor"] for row in left),
        "returned_by_law_minor": max(-sent_back.sum_minor(), 0),
    }


def move_law_totals(crowdfund: Crowdfund) -> None:
    """Bring both projections up to date; the total must be locked. Costs as much as there are checks, not gifts."""
    CrowdfundTotal.objects.filter(crowdfund=crowdfund).update(**law_sums(crowdfund))
    caching.purge(crowdfund.cache_tag)
