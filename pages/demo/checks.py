"""The demo's checks by law: the treasurer's choice of a status, one donor who has answered and one who is asked."""

from datetime import date

from django.utils import timezone

from accounts.models import User
from donations.models import PermissibilityCheck, RegulatedStatus
from donations.services.regulation import choose_status, pack_on
from donations.services.verdicts import declare

ANSWERED = "demo:online-hub:72"


def load_checks() -> int:
    """Choose the status and tell who one donor is, where that is missing. Gives how much was."""
    written, now = 0, timezone.now()
    if not RegulatedStatus.objects.exists():
        status, treasurer = RegulatedStatus.Status.NON_PARTY_CAMPAIGNER, User.objects.get(username="treasurer")
        choose_status(status=status, starts_on=date(2016, 1, 1), user=treasurer, now=now)
        written += 1
    asked = PermissibilityCheck.objects.filter(state=PermissibilityCheck.State.ASKED, declared_at=None)
    for check in asked.filter(donation__idempotency_key=ANSWERED):
        declare(
            check_id=check.pk,
            full_name="Dev Clarke",
            address="3 Sample Street\nFrome",
            postcode="BA11 1AA",
            declaration=pack_on(check.received_on).declaration_in("en"),
            now=now,
        )
        written += 1
    return written
