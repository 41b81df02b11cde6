"""System and health checks of giving."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connections
from django.utils import timezone

from cms.health import TOO_LONG
from cms.models import OrganisationSettings
from donations import law, triggers
from donations.gateways.stripe_params import PAYMENT_METHODS
from donations.models import RegulatedStatus, StripeEvent


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
def check_rule_packs(**kwargs: Any) -> list[CheckMessage]:
    """What the law says is known for every status, without a gap, with its source, in every language."""
    statuses, languages = RegulatedStatus.Status.values, [code for code, _name in settings.LANGUAGES]
    faults = law.faults_in(law.load_packs(), statuses=statuses, languages=languages)
    return [
        Error(fault, hint="Mend donations/law/rule_packs.toml, which says what each word means.", id="donations.E002")
        for fault in faults
    ]


@register(Tags.database, deploy=True)
def check_imprint(*, databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Whoever causes the site to be published is named on it: the Elections Act 2022 asks for it."""
    if "default" not in (databases or []):
        return []
    if "cms_organisationsettings" not in connections["default"].introspection.table_names():
        return []
    if OrganisationSettings.objects.filter(site__is_default_site=True).exclude(imprint_promoter="").exists():
        return []
    return [
        Error(
            "The imprint does not say who publishes this site.",
            hint="Write name and postal address of the promoter under Settings › Organisation in the admin.",
            id="donations.E003",
        )
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


@register
def check_payment_methods(**kwargs: Any) -> list[CheckMessage]:
    """What is not offered to donors is not silently left out."""
    unknown = [name for name in settings.STRIPE_PAYMENT_METHODS if name not in PAYMENT_METHODS]
    if not unknown:
        return []
    return [
        Warning(
            f"STRIPE_PAYMENT_METHODS names what is never offered: {', '.join(unknown)}.",
            hint=f"Known are {' and '.join(PAYMENT_METHODS)}; docs/adr/0010-what-donors-may-pay-with.md says why.",
            id="donations.W002",
        )
    ]


def check_unprocessed_events() -> str | None:
    """Health: no webhook event has been failing for longer than a quarter of an hour."""
    stuck = StripeEvent.objects.filter(
        status__in=[StripeEvent.Status.FAILED, StripeEvent.Status.NEW], received_at__lt=timezone.now() - TOO_LONG
    ).count()
    return f"{stuck} not processed" if stuck else None
