"""Telling how a meeting went: which dates nobody has told of, and the page that is begun from one of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

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
    begun = {
        (page_id, day): pk
        for page_id, day, pk in desk.reports.filter(live=False).values_list("event_page", "original_date", "pk")
    }
    return [_untold(desk, each, pages[each.event.key], begun) for each in dates]


def _untold(desk: Desk, row: Occurrence, page_id: int, begun: dict[tuple[int, date], int]) -> Untold:
    if draft := begun.get((page_id, row.original_date)):
        return Untold(row, reverse("desk_report_step", args=[desk.hub.slug, draft, "words"]), is_begun=True)
    return Untold(row, reverse("desk_report", args=[desk.hub.slug, page_id, row.original_date]), is_begun=False)


def told_of(desk: Desk, rows: Iterable[Occurrence], now: datetime) -> list[Over]:
    """What was told of each of these dates, which come with their reports."""
    numbers = dict(desk.meetings.live().values_list("translation_key", "pk"))
    told = {page.translation_key: page for page in desk.reports.live()}
    begun = {each.date.pk: each.url for each in untold(desk, now) if each.is_begun}
    return [
        Over(
            row=row,
            page_id=numbers[row.event.key],
            report=told.get(row.report.key) if hasattr(row, "report") else None,
            draft_url=begun.get(row.pk),
        )
        for row in rows
    ]


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
