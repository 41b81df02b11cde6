"""Putting a report in force with its page: of which date it tells, from the source page. Words stay on the pages."""

from contextlib import suppress
from datetime import datetime

from events.services import reports
from events.services.reports import NoSuchDate
from pages.languages import is_source
from pages.models import MeetingReportPage
from pages.reports import date_told_of


def put_facts_in_force(*, page: MeetingReportPage, now: datetime) -> None:
    """Let the meeting and its hub lead to the page. One that tells of no date that is over is a page by itself."""
    date = date_told_of(page, now)
    if date is None:
        reports.withdraw_report(key=page.translation_key)
        return
    with suppress(NoSuchDate):
        reports.put_report_in_force(key=page.translation_key, occurrence=date, people=page.people, place=page.place)


def put_words_in_force(*, page: MeetingReportPage) -> None:
    """Nothing to do: whoever leads to the page reads its title from the tree."""


def take_out_of_force(*, page: MeetingReportPage, now: datetime) -> None:
    if is_source(page):
        reports.withdraw_report(key=page.translation_key)


hide = take_out_of_force
