"""What publishing a page puts in force elsewhere. Called by Wagtail's signals; each kind of page has its own module."""

from datetime import datetime
from typing import Any

from django.db import transaction
from wagtail.models import Page

from pages.languages import is_source
from pages.models import CrowdfundPage, EventPage, HubPage, MeetingReportPage
from pages.services import campaigns, crowdfunds, events, hubs, reports
from pages.services.withdrawal import translated_from

KINDS: dict[type[Page], Any] = {
    HubPage: hubs,
    EventPage: events,
    MeetingReportPage: reports,
    CrowdfundPage: crowdfunds,
}
"""Page types that put something in force, and the module that does it. Those come first that others hang on."""


@transaction.atomic
def put_in_force(*, page: Page, now: datetime) -> None:
    """Put a published page in force: all of it from the source page, only its words from a translation.

    One that not everybody may see is hidden instead. Wagtail tells of a page, too, that is only planned to go live.
    """
    kind = KINDS.get(type(page))
    if kind is None or not page.live:
        return
    if page.get_view_restrictions().exists():
        kind.hide(page=page, now=now)
        return
    told = [page]
    if is_source(page):
        kind.put_facts_in_force(page=page, now=now)
        # A translation that was published first had nothing yet that it could name.
        told += [each for each in page.get_translations().live() if not each.get_view_restrictions().exists()]
    for each in told:
        kind.put_words_in_force(page=each)


@transaction.atomic
def unpublish_with_translations(*, page: Page, now: datetime) -> None:
    """Take an unpublished page out of force; its translations would tell of what is there no more."""
    if kind := KINDS.get(type(page)):
        kind.take_out_of_force(page=page, now=now)
    if getattr(page, "goes_with_all_below", False):
        campaigns.call_off_below(page=page)
    for translation in translated_from(page):
        translation.unpublish()


def put_in_force_again(*, page: Page, now: datetime) -> None:
    """After a move, a new slug or a change of who may see it: for every such page at and below the page."""
    for model in KINDS:
        for each in model.objects.live().descendant_of(page, inclusive=True):
            put_in_force(page=each, now=now)
