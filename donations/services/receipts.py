"""The mail that thanks for a gift, once for each."""

from datetime import datetime
from typing import Any

from django.db.models import prefetch_related_objects

from cms.mail import queue_mail_about
from donations import rules
from donations.models import Donation


def queue_receipt(donation: Donation, now: datetime) -> None:
    """Thank the donor, where their address is known."""
    if donation.donor is None or not donation.donor.email:
        return
    queue_mail_about(
        key=f"receipt:{donation.public_id}",
        to=donation.donor.email,
        template="receipt",
        about=str(donation.public_id),
        locale=donation.locale,
        now=now,
    )


def receipt_context(public_id: str) -> dict[str, Any]:
    """What a receipt names: the gift, the entry with which its money came, what it is for."""
    donation = Donation.objects.select_related("crowdfund", "recurring").get(public_id=public_id)
    # A mail names the crowdfund more than once, and asks for its words each time.
    prefetch_related_objects([donation.crowdfund], "texts")
    charge = donation.entries.filter(kind__in=(rules.CHARGE, rules.OFFLINE)).order_by("pk")[0]
    return {"donation": donation, "charge": charge, "crowdfund": donation.crowdfund}
