"""Mails about a monthly gift as a whole. Each payment has a receipt of its own."""

from datetime import datetime

from cms.mail import queue_mail
from donations.models import Donor, RecurringDonation


def tell_of_end(monthly: RecurringDonation, now: datetime) -> None:
    """Tell the donor once that nothing more is taken, and why."""
    _tell(f"monthly-ended:{monthly.public_id}", "monthly_ended", monthly, now)


def tell_of_failure(monthly: RecurringDonation, now: datetime) -> None:
    """Tell the donor, once for each month, that the payment failed and how to change the card."""
    # Stripe moves the day of the next payment on when it makes a bill: until then it is the same that failed.
    month = f"{monthly.next_payment_at:%Y-%m-%d}" if monthly.next_payment_at else ""
    _tell(f"monthly-failed:{monthly.public_id}:{month}", "monthly_failed", monthly, now)


def tell_of_change(monthly: RecurringDonation, change_key: str, now: datetime) -> None:
    """Tell the donor of a new amount: whoever has the link to their gift could have asked for it."""
    _tell(f"monthly-changed:{change_key}", "monthly_changed", monthly, now)


def _tell(key: str, template: str, monthly: RecurringDonation, now: datetime) -> None:
    donor = Donor.objects.filter(donations__recurring=monthly).order_by("pk").first()
    # Who never paid was never a donor: of a checkout that was given up there is nothing to tell.
    if donor is None or not monthly.donations.filter(entries__isnull=False).exists():
        return
    context = {"monthly": monthly, "crowdfund": monthly.crowdfund}
    queue_mail(key=key, to=donor.email, template=template, context=context, locale=monthly.locale, now=now)
