"""What meetings of the past came to, in the reader's language: their reports, and the dates that have none."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q

from cms.public_tree import public_tree
from events.models import Event, MeetingReport, Occurrence
from events.querysets import OccurrenceQuerySet

if TYPE_CHECKING:
    from pages.models import MeetingReportPage

SHOWN = 5
"""So many of the last ones stand on the page of a hub or an event."""


@dataclass(frozen=True, slots=True)
class PastMeeting:
    """A day on which people met: with the page that tells how it went, or else with the meeting's own page."""

    day: date
    title: str
    url: str
    place: str
    people: int | None
    is_reported: bool


def any_of(rows: OccurrenceQuerySet, *parts: OccurrenceQuerySet) -> OccurrenceQuerySet:
    """Those of `rows` that are in any of the parts, in one query. Each part may be sliced."""
    return rows.filter(reduce(or_, (Q(pk__in=part.values("pk")) for part in parts)))


def reported(dates: OccurrenceQuerySet, now: datetime) -> OccurrenceQuerySet:
    """The last dates of these of which it has been told how they went."""
    return dates.over(now).filter(report__isnull=False)[:SHOWN]


def silent(dates: OccurrenceQuerySet, now: datetime) -> OccurrenceQuerySet:
    return dates.over(now).filter(report__isnull=True)[:SHOWN]


def past_meetings(rows: Iterable[Occurrence]) -> list[PastMeeting]:
    """The last first; those with a report are kept before those without, where they are many.

    Each row comes with its event and its report.
    """
    told = [told_of(row) for row in rows]
    first = sorted(told, key=lambda each: (each.is_reported, each.day), reverse=True)[:SHOWN]
    return sorted(first, key=lambda each: each.day, reverse=True)


def told_of(row: Occurrence) -> PastMeeting:
    day, report = row.starts_local.date(), getattr(row, "report", None)
    page = public_tree().of_key(report.key) if report else None
    if report and page:
        return PastMeeting(day, page.title, page.url, report.place, report.people, is_reported=True)
    title, url = title_and_url(row.event)
    return PastMeeting(day, title, url, ", ".join(row.place), None, is_reported=False)


def title_and_url(event: Event) -> tuple[str, str]:
    """Of its page in the reader's language, which costs no query; an event has one while it is in force."""
    page = public_tree().of_key(event.key)
    return (page.title, page.url) if page else (event.title, event.url)


def language_of(event: Event) -> str:
    """That of its page, where it has none in the reader's."""
    page = public_tree().of_key(event.key)
    return page.language if page else settings.LANGUAGE_CODE


def date_told_of(page: "MeetingReportPage", now: datetime) -> Occurrence | None:
    """The date that a report's page means: the one from which it was begun, else that of its day; None without any.

    A date that was called off did not take place.
    """
    if page.event_page is None:
        return None
    of_event = Occurrence.objects.filter(event__key=page.event_page.translation_key).over(now).with_events()
    begun_from = of_event.filter(original_date=page.original_date).first() if page.original_date else None
    if begun_from and begun_from.starts_local.date() == page.held_on:
        return begun_from
    return of_event.filter(local_date=page.held_on).first()


def is_told_elsewhere(page: "MeetingReportPage", row: Occurrence) -> bool:
    """Whether another page tells of the date."""
    return MeetingReport.objects.filter(occurrence=row).exclude(key=page.translation_key).exists()
