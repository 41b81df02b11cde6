"""Compares every projected number with the rows that it is made of."""

from django.db import transaction

from donations.models import Crowdfund
from donations.reconciliation.differences import Difference
from donations.services import rebuild_total, reckon_total, stale_matches
from donations.services.locks import lock_total


@transaction.atomic
def compare_total(crowdfund: Crowdfund, *, repair: bool) -> list[Difference]:
    """What the crowdfund's total shows and its rows do not say; a number joins by standing in `reckon_total`."""
    # Locked, so that nothing is counted between the two sums.
    total = lock_total(crowdfund.pk)
    reckoned = reckon_total(crowdfund)
    wrong = {field: (getattr(total, field), actual) for field, actual in reckoned.items()}
    texts = [
        f"Total of {crowdfund.slug}: {field} shows {shown}, the ledger says {actual}"
        for field, (shown, actual) in wrong.items()
        if shown != actual
    ]
    texts += [
        f"Match {fund.pk} of {crowdfund.slug}: {fund.eligible_minor} counts, the ledger says {actual}"
        for fund, actual in stale_matches(crowdfund)
    ]
    if texts and repair:
        rebuild_total(crowdfund=crowdfund)
    return [Difference(text, repair) for text in texts]
