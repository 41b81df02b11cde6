"""What the measured gifts are given to."""

import uuid
from datetime import timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import Site

from donations import services
from donations.models import Crowdfund, Donation


def make_crowdfund() -> Crowdfund:
    """A crowdfund without a page, in force."""
    key, goal_minor = uuid.uuid4(), 500_000
    services.put_crowdfund_in_force(
        key=key,
        site=Site.objects.get(is_default_site=True),
        slug=f"bench-{key.hex}",
        goal_minor=goal_minor,
        suggested_minor=[500],
        last_day=None,
        lines=[services.Cost(uuid.uuid4(), "All of it", goal_minor)],
        spending=[],
        now=timezone.now(),
    )
    services.put_crowdfund_text_in_force(key=key, locale="en", title="A bench", path="/a-bench/")
    return Crowdfund.objects.in_force().get(key=key)


def make_donation(crowdfund: Crowdfund) -> Donation:
    """Somebody wishes to give £1 and has not paid yet."""
    now = timezone.now()
    wanted: dict[str, Any] = {"requested_minor": 100, "currency": crowdfund.currency, "locale": "en"}
    return Donation.objects.create(
        crowdfund=crowdfund,
        idempotency_key=f"bench:{uuid.uuid4()}",
        expires_at=now + timedelta(hours=12),
        created_at=now,
        **wanted,
    )
