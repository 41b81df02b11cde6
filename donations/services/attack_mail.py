"""Tells who looks after the money that somebody seems to try out stolen cards."""

import logging
from datetime import datetime

from django.conf import settings
from django.db import transaction

from accounts.models import User
from accounts.roles import TREASURERS
from cms.mail import queue_mail
from cms.models import OrganisationSettings

logger = logging.getLogger(__name__)


def tell_of_attack(*, now: datetime) -> None:
    """One mail to the organisation's contact and to each treasurer. That it cannot be written stops no gift."""
    try:
        with transaction.atomic():
            _tell(now)
    except Exception:
        logger.exception("Nobody is told by mail that cards may be tried out")


def _tell(now: datetime) -> None:
    treasurers = User.objects.filter(is_active=True, groups__name=TREASURERS).exclude(email="")
    addresses = {email.lower(): email for email in treasurers.order_by("pk").values_list("email", flat=True)}
    if contact := OrganisationSettings.current().contact_email:
        addresses.setdefault(contact.lower(), contact)
    for number, address in enumerate(addresses.values()):
        queue_mail(
            # Of two processes that see it begin, one tells.
            key=f"card_testing:{now:%Y-%m-%dT%H}:{number}",
            to=address,
            template="card_testing",
            context={"limit": settings.CHECKOUTS_PER_MINUTE_ALERT, "minutes": settings.CHECKOUTS_GUARDED_MINUTES},
            locale=settings.LANGUAGE_CODE.partition("-")[0],
            now=now,
        )
