"""Running `reconcile` in tests."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from donations import services
from donations.gateways.base import Gateway
from donations.models import CrowdfundTotal
from donations.reconciliation import DEFAULT_WINDOW, reconcile
from tests.factories.donations import NOW, facts_of


def run(gateway: Gateway, *, repair: bool = True, since: timedelta = DEFAULT_WINDOW) -> list[tuple[str, bool]]:
    now = timezone.now()
    found = reconcile(gateway=gateway, since=now - since, now=now, repair=repair)
    return [(difference.text, difference.is_repaired) for difference in found]


def raised() -> tuple[int, int]:
    total = CrowdfundTotal.objects.get()
    return total.raised_minor, total.donors


def record(gateway: Any, *found: Any) -> None:
    services.record_facts(facts=facts_of(*found), gateway=gateway, now=NOW)
