"""What is held of people who signed up, for export and erasure."""

from datetime import datetime
from typing import Any

from accounts.people import Erasure, Holder, row
from cms.mail import take_back
from community.models import Subscriber
from community.services.subscribing_mail import keys_of


def export_subscribers(email: str) -> list[dict[str, Any]]:
    """With everything that they ever agreed to, and its evidence."""
    found = Subscriber.objects.filter(email__iexact=email).with_consents()
    return [{**row(each), "consents": [row(consent) for consent in each.consents.all()]} for each in found]


def erase_subscribers(email: str, now: datetime) -> Erasure:
    """With the evidence: nobody writes to them any more."""
    found = list(Subscriber.objects.filter(email__iexact=email))
    for each in found:
        take_back(keys_of(each))
        each.delete()
    return Erasure(["What they signed up for, and what they agreed to"] if found else [])


SUBSCRIBERS = Holder(export=export_subscribers, erase=erase_subscribers)
