"""What was decided of the dates of an event, in the history of its page."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.log_actions import LogFormatter, log

from events.models import Occurrence
from pages.models import EventPage

CANCELLED, MOVED, RESTORED = "pages.cancel_dates", "pages.move_dates", "pages.restore_dates"
ACTIONS = (
    (CANCELLED, _("Cancel dates of an event"), _("Cancelled")),
    (MOVED, _("Move dates of an event"), _("Moved")),
    (RESTORED, _("Restore dates of an event"), _("Restored")),
)


def write(*, page: EventPage, action: str, rows: Sequence[Occurrence], user: Any) -> None:
    log(
        instance=page,
        action=action,
        user=user,
        data={"dates": [row.original_date.isoformat() for row in rows], "note": rows[0].note if rows else ""},
    )


def register(actions: Any) -> None:
    for action, label, done in ACTIONS:
        actions.register_action(action)(_formatter(label, done))


def _formatter(name: Any, done: Any) -> type[LogFormatter]:
    class DatesFormatter(LogFormatter):
        label = name

        def format_message(self, log_entry: Any) -> str:
            return _message(str(done), log_entry.data)

    return DatesFormatter


def _message(done: str, data: dict[str, Any]) -> str:
    dates = [date.fromisoformat(day) for day in data["dates"]]
    if len(dates) == 1:
        return f"{done}: {date_format(dates[0], 'j F Y')}"
    number = ngettext("%(number)s date", "%(number)s dates", len(dates)) % {"number": len(dates)}
    days = f" ({date_format(dates[0], 'j F Y')} – {date_format(dates[-1], 'j F Y')})" if dates else ""
    return f"{done}: {number}{days}"
