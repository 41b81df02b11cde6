"""Which rules of the law are in force here: the status that the treasurer chose, and the rule pack that follows."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from cms import caching
from donations import law
from donations.models import RegulatedStatus


def status_on(day: date) -> str:
    """The regulated status on a day; before any was chosen, the one whose rules are the safe ones to follow."""
    chosen = caching.kept("regulated_statuses", caching.CONTENT, _chosen)
    return next((status for starts_on, status in chosen if starts_on <= day), law.CAUTIOUS_STATUS)


def pack_on(day: date) -> law.RulePack:
    """The rule pack in force on a day."""
    return law.pack_for(status_on(day), day)


def threshold_minor(day: date) -> int | None:
    """The amount, in pence, above which a gift received on this day is checked; None where the law asks for none."""
    return pack_on(day).check_above_minor


@transaction.atomic
def choose_status(*, status: str, starts_on: date, user: Any, now: datetime) -> RegulatedStatus:
    """Follow the rules of this status from a day on; what was decided before stays as it is."""
    row = RegulatedStatus.objects.create(status=status, starts_on=starts_on, chosen_by=user, chosen_at=now)
    caching.purge_content()
    return row


def _chosen() -> list[tuple[date, str]]:
    return list(RegulatedStatus.objects.order_by("-starts_on", "-pk").values_list("starts_on", "status"))
