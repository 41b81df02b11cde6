"""Which rules of the law are in force here: the status that the treasurer chose, and the rule pack that follows."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from cms import caching
from cms.kept_tables import KeptTable
from donations import law
from donations.models import RegulatedStatus

_statuses = KeptTable("regulated statuses", RegulatedStatus.objects.all)


def status_on(day: date) -> str:
    """The regulated status on a day; before any was chosen, the one whose rules are the safe ones to follow."""
    started = [row for row in _statuses.rows() if row.starts_on <= day]
    chosen = max(started, key=lambda row: (row.starts_on, row.pk), default=None)
    return chosen.status if chosen else law.CAUTIOUS_STATUS


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
