"""Which hubs need somebody: run by fewer than two, or without a meeting for long."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, DateTimeField, F, OuterRef, Q, Subquery

from events.models import Hub, Occurrence

FEWEST = 2
"""So many people run a hub, that one of them may be ill."""

SILENT_AFTER = timedelta(weeks=8)


@dataclass(frozen=True, slots=True)
class NeedyHub:
    """`people` run it; `last_meeting_at` is when its last one ended, None if there was none. No meeting is ahead of one
    that `is_silent`."""

    hub: Hub
    people: int
    last_meeting_at: datetime | None
    is_silent: bool


def hubs_needing_somebody(now: datetime) -> list[NeedyHub]:
    """Of the hubs that are open, those with the fewest people first, then those that have been silent for longest."""
    meetings = Occurrence.objects.public().scheduled().filter(hub=OuterRef("pk")).order_by("-ends_at").values("ends_at")
    hubs = Hub.objects.in_force().annotate(
        leads=Count("leads_group__user", filter=Q(leads_group__user__is_active=True), distinct=True),
        hosts=Count("hosts_group__user", filter=Q(hosts_group__user__is_active=True), distinct=True),
        people=F("leads") + F("hosts"),
        last=Subquery(meetings.filter(ends_at__lte=now)[:1], output_field=DateTimeField()),
        heard_at=Subquery(meetings[:1], output_field=DateTimeField()),
    )
    found = [_looked_at(hub, now) for hub in hubs]
    needy = [each for each in found if each.people < FEWEST or each.is_silent]
    return sorted(needy, key=lambda each: (each.people, each.last_meeting_at or each.hub.opened_at or now, each.hub.pk))


def _looked_at(hub: Hub, now: datetime) -> NeedyHub:
    # One that was opened a week ago is not silent yet.
    heard_at = hub.heard_at or hub.opened_at or now  # type: ignore[attr-defined]
    return NeedyHub(
        hub=hub,
        people=hub.people,  # type: ignore[attr-defined]
        last_meeting_at=hub.last,  # type: ignore[attr-defined]
        is_silent=heard_at <= now - SILENT_AFTER,
    )
