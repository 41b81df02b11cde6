"""What hubs hold of persons: the addresses to which invitations went. Their roles are told with their account."""

from datetime import datetime, timedelta
from typing import Any

from accounts.people import Erasure, Holder, row
from events.models import Invitation

KEPT_AFTER_ITS_END = timedelta(days=30)
"""So long somebody may still open the link and wonder; then the address is nobody's business any more."""


def export(email: str) -> list[dict[str, Any]]:
    return [row(invitation, without=("token_hash",)) for invitation in Invitation.objects.filter(email__iexact=email)]


def erase(email: str, now: datetime) -> Erasure:
    """An invitation that waits is gone with the rest."""
    _, count = Invitation.objects.filter(email__iexact=email).delete()
    number = count.get(Invitation._meta.label, 0)
    return Erasure([f"{number} invitations to hubs"] if number else [])


def forget(now: datetime) -> None:
    """Forget invitations that ended a month ago, accepted or not: the log tells that they were."""
    Invitation.objects.filter(expires_at__lt=now - KEPT_AFTER_ITS_END).delete()


INVITATIONS = Holder(export=export, erase=erase)
