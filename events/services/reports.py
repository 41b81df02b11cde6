"""Putting in force that it has been told how a date went, and taking it out again, as its page is published or not."""

from uuid import UUID

from django.db import transaction

from cms import caching
from events.models import CALENDAR, MeetingReport, Occurrence


class NoSuchDate(Exception):
    """There is no such date, or another report tells of it."""


@transaction.atomic
def put_report_in_force(*, key: UUID, occurrence: Occurrence, people: int | None, place: str) -> MeetingReport:
    """Let the report tell of this date. Raises: NoSuchDate where another one does."""
    Occurrence.objects.select_for_update(of=["self"]).get(pk=occurrence.pk)
    if MeetingReport.objects.filter(occurrence=occurrence).exclude(key=key).exists():
        raise NoSuchDate
    told = {"occurrence": occurrence, "people": people, "place": place}
    report: MeetingReport = MeetingReport.objects.update_or_create(key=key, defaults=told)[0]
    caching.purge(CALENDAR)
    return report


@transaction.atomic
def withdraw_report(*, key: UUID) -> None:
    if MeetingReport.objects.filter(key=key).delete()[0]:
        caching.purge(CALENDAR)
