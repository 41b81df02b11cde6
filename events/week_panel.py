"""The panel of the admin's start page with the meetings of the next seven days, for those who may see who comes."""

from datetime import datetime, timedelta
from typing import Any

from wagtail.admin.ui.components import Component

from events.hub_roles import dates_of, may_see_guest_lists
from events.models import Occurrence

AHEAD = timedelta(days=7)
SHOWN = 10


class WeekPanel(Component):
    """Up to SHOWN dates with how many people come, and how many `more` dates there are."""

    name = "this_week"
    template_name = "wagtailadmin/home/this_week.html"
    order = 17

    def __init__(self, dates: list[Occurrence], more: int) -> None:
        self.dates, self.more = dates, more

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"dates": self.dates, "more": self.more}


def week_panel(user: Any, now: datetime) -> WeekPanel | None:
    """Public dates of the user's hubs, or of all; None for those who may see no guest list."""
    coming = dates_of(user).public().scheduled().coming(now).filter(starts_at__lt=now + AHEAD)
    # People are counted for the dates that are shown alone.
    first = Occurrence.objects.filter(pk__in=coming.values("pk")[:SHOWN])
    shown = list(first.with_events().with_people().order_by("starts_at", "pk"))
    if not shown and not may_see_guest_lists(user):
        return None
    return WeekPanel(shown, coming.count() - SHOWN if len(shown) == SHOWN else 0)
