"""The mail that thanks for a gift, once for each."""

from datetime import datetime

from django.db.models import prefetch_related_objects

from cms.mail import queue_mail
from donations.models import Donation, LedgerEntry


def queue_receipt(donation: Donation, charge: LedgerEntry, now: datetime) -> None:
    """Thank the donor, where their address is known. `charge` is the entry with which the money came."""
    if donation.donor is None or not donation.donor.email:
        return
    # A mail names the crowdfund more than once, and asks for its words each time.
    prefetch_related_objects([donation.crowdfund], "texts")
    queue_mail(
        key=f"receipt:{donation.public_id}",
        to=donation.donor.email,
        template="receipt",
        context={"donation": donation, "charge": charge, "crowdfund": donation.crowdfund},
        locale=donation.locale,
        now=now,
    )
