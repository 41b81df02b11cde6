"""System and health checks of giving."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connections
from django.utils import timezone

from cms.health import TOO_LONG
from donations import triggers
from donations.models import StripeEvent


@register(Tags.database)
def check_triggers(*, databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """The ledger's triggers are installed wherever its table is."""
    return [
        Error(
            f"The trigger {name} is missing: the ledger could be rewritten.",
            hint="Run `manage.py migrate --skip-checks`, which installs it.",
            id="donations.E001",
        )
        for using in databases or []
        if "donations_ledgerentry" in connections[using].introspection.table_names()
        for name in triggers.missing(using)
    ]


@register
def check_webhook_secret(**kwargs: Any) -> list[CheckMessage]:
    """Where Stripe is asked, its answers are taken too."""
    if not settings.STRIPE_SECRET_KEY or settings.STRIPE_WEBHOOK_SECRET:
        return []
    return [
        Warning(
            "STRIPE_WEBHOOK_SECRET is not set: every webhook is refused, and gifts are counted late.",
            hint="docs/deploy.md says where Stripe shows it.",
            id="donations.W001",
        )
    ]


def check_unprocessed_events() -> str | None:
    """Health: no webhook event has been failing for longer than a quarter of an hour."""
    stuck = StripeEvent.objects.filter(
        status__in=[StripeEvent.Status.FAILED, StripeEvent.Status.NEW], received_at__lt=timezone.now() - TOO_LONG
    ).count()
    return f"{stuck} not processed" if stuck else None
