"""The first lock of everything that moves money: the crowdfund's total (docs/adr/0003)."""

from donations.models import CrowdfundTotal


def lock_total(crowdfund_id: int) -> CrowdfundTotal:
    """A crowdfund's total, made where it is missing, and nobody else's until the transaction ends."""
    return CrowdfundTotal.objects.select_for_update().get_or_create(crowdfund_id=crowdfund_id)[0]
