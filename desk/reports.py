"""Telling how a meeting went: which dates nobody has told of, and the page that is begun from one of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext

from desk import drafts
from desk.access import Desk, Report
from events.models import GuestList, Occurrence
from events.querysets import OccurrenceQuerySet
from pages.models import EventPage, MeetingReportPage

TOLD_WITHIN = timedelta(days=60)
"""For so long the desk asks; later nobody remembers."""


@dataclass(frozen=True, slots=True)
class Untold:
    """A date that took place, and where one tells of it; `is_begun` when there is a draft."""

    date: Occurrence
    url: str
    is_begun: bool


@dataclass(frozen=True, slots=True)
class Over:
    """A date that took place: the number of its meeting's page, and the report that is public or the draft of one."""

    row: Occurrence
    page_id: int
    report: MeetingReportPage | None
    draft_url: str | None


def took_place(desk: Desk, now: datetime) -> OccurrenceQuerySet:
    """The dates of the desk's public meetings that are over, the last first; none that was called off."""
    keys = desk.meetings.live().values("translation_key")
    return Occurrence.objects.public().filter(event__key__in=keys).over(now)


def untold(desk: Desk, now: datetime) -> list[Untold]:
    """Those of the last weeks that nobody has told of, as far as the user may."""
    if not desk.may_add:
        return []
    dates = took_place(desk, now).filter(ends_at__gt=now - TOLD_WITHIN, report=None).with_events()
    pages = dict(desk.meetings.live().values_list("translation_key", "pk"))
    begun = _begun(desk)
    return [_untold(desk, each, pages[each.event.key], begun) for each in dates]


Begun = dict[tuple[int, date], str]
"""Where one goes on with the drafts of reports, by the number of the meeting's page and the date."""


def _begun(desk: Desk) -> Begun:
    drafts_of = desk.reports.filter(live=False).values_list("event_page", "original_date", "pk")
    return {
        (page_id, day): reverse("desk_report_step", args=[desk.hub.slug, pk, "words"]) for page_id, day, pk in drafts_of
    }


def _untold(desk: Desk, row: Occurrence, page_id: int, begun: Begun) -> Untold:
    if url := begun.get((page_id, row.original_date)):
        return Untold(row, url, is_begun=True)
    return Untold(row, reverse("desk_report", args=[desk.hub.slug, page_id, row.original_date]), is_begun=False)


def told_of(desk: Desk, rows: Iterable[Occurrence], now: datetime) -> list[Over]:
    """What was told of each of these dates, which come with their reports."""
    numbers = dict(desk.meetings.live().values_list("translation_key", "pk"))
    told = {page.translation_key: page for page in desk.reports.live()}
    begun = _begun(desk) if desk.may_add else {}
    return [_over(row, numbers[row.event.key], told, begun, now) for row in rows]


def _over(row: Occurrence, page_id: int, told: dict[UUID, MeetingReportPage], begun: Begun, now: datetime) -> Over:
    if hasattr(row, "report"):
        return Over(row, page_id, told.get(row.report.key), draft_url=None)
    is_asked_for = row.ends_at > now - TOLD_WITHIN
    return Over(row, page_id, None, begun.get((page_id, row.original_date)) if is_asked_for else None)


def filled_in(*, meeting: EventPage, row: Occurrence) -> MeetingReportPage:
    """A new page with what is known of the date already; nothing is kept."""
    guest_list = GuestList.objects.filter(occurrence=row).first()
    with translation.override(meeting.locale.language_code):
        day = date_format(row.starts_local, "j F")
        title = gettext("How it went: %(title)s, %(day)s") % {"title": meeting.title[:200], "day": day}
    return MeetingReportPage(
        title=title,
        event_page=meeting,
        original_date=row.original_date,
        held_on=row.starts_local.date(),
        place=", ".join(row.place),
        people=(guest_list.people_there if guest_list else 0) or None,
    )


def begin(*, desk: Desk, page: MeetingReportPage) -> Report:
    """Keep it as a draft below the hub's page."""
    drafts.begin(desk=desk, page=page)
    return Report(page, page, desk.user)
