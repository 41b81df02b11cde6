"""Putting an event in force with its page: facts from the source page, words from each translation."""

from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from events.models import Event
from events.recurrence import RecurrenceError
from events.services import events, meeting_proposals, occurrences
from pages.event_dates import log
from pages.events import details_of, hub_page_of, start_of
from pages.languages import is_source
from pages.models import EventPage
from pages.models.event import questions_in


def put_facts_in_force(*, page: EventPage, now: datetime) -> None:
    """Put its dates in force. Of no effect on a page that makes no sense: what was in force before stays.

    The editor's form publishes none such, but a list of pages in the admin publishes drafts without asking it.
    """
    start = start_of(page)
    if start is None:
        return
    hub_page = hub_page_of(page)
    is_new = not Event.objects.filter(key=page.translation_key).exists()
    with suppress(RecurrenceError):
        events.put_event_in_force(
            key=page.translation_key,
            site=page.get_site(),
            slug=page.slug,
            hub_key=hub_page.translation_key if hub_page else None,
            start=start,
            rule=page.rule,
            details=details_of(page),
            topics=page.topics.all(),
            now=now,
        )
        if is_new and page.copied_from:
            _leave_cancelled(page, page.copied_from, now)


def _leave_cancelled(page: EventPage, source_key: UUID, now: datetime) -> None:
    """What was cancelled on the page of which this is a copy is not brought back by copying it."""
    rows = occurrences.cancel_as_copied(key=page.translation_key, source_key=source_key, now=now)
    if rows:
        log.write(page=page, action=log.CANCELLED, rows=rows, user=None)


def put_words_in_force(*, page: EventPage) -> None:
    events.put_event_text_in_force(
        key=page.translation_key,
        locale=page.locale.language_code,
        title=page.title,
        summary=page.summary,
        access_note=page.access_note,
        questions=questions_in(page.questions),
        path=page.get_url() or "/",
        now=timezone.now(),
    )


def take_out_of_force(*, page: EventPage, now: datetime) -> None:
    """Show an event nowhere whose page is not published any more; without a translation it loses that one's words."""
    if is_source(page):
        events.withdraw_event(key=page.translation_key, now=now)
    else:
        events.withdraw_event_text(key=page.translation_key, locale=page.locale.language_code, now=now)


def forget(*, page: EventPage, now: datetime) -> None:
    """After a page was deleted: without any page left, a wish for the meeting is as open as before."""
    if not EventPage.objects.filter(translation_key=page.translation_key).exists():
        meeting_proposals.reopen_planned(event_key=page.translation_key, now=now)


hide = take_out_of_force
