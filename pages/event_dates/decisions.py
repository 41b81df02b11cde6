"""What can be decided of an event's dates, at the desk and in the admin; its page's history tells each decision."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction

from events.models import Occurrence
from events.services import occurrences
from events.services.occurrences import Scope
from pages.event_dates import log
from pages.models import EventPage

DECISIONS: dict[str, tuple[Callable[..., list[Occurrence]], str]] = {
    "cancel": (occurrences.cancel_dates, log.CANCELLED),
    "move": (occurrences.move_dates, log.MOVED),
    "restore": (occurrences.restore_dates, log.RESTORED),
}


def affected(*, decision: str, row: Occurrence, scope: Scope, now: datetime) -> list[Occurrence]:
    """The dates that would change: what is cancelled cannot move, and only what was changed can be restored."""
    rows = occurrences.affected(event=row.event, original_date=row.original_date, scope=scope, now=now)
    if decision == "restore":
        found = [each for each in rows if each.is_cancelled or each.is_moved or each.note]
    else:
        found = [each for each in rows if not each.is_cancelled]
    for each in found:
        each.event = row.event
    return found


@transaction.atomic
def carry_out(
    *, decision: str, page: EventPage, row: Occurrence, scope: Scope, user: Any, now: datetime, **told: Any
) -> list[Occurrence]:
    """Do it and write it down; `told` is what the service of the decision asks for besides. Gives what has changed.

    Raises: NothingToChange, BeyondCalendar.
    """
    service, action = DECISIONS[decision]
    rows = service(key=page.translation_key, original_date=row.original_date, scope=scope, now=now, **told)
    log.write(page=page, action=action, rows=rows, user=user)
    return rows
