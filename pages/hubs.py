"""Hubs as pages and the API show them: the page, which is in somebody's language, with the row, which is in force."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.apps import apps
from wagtail.models import Page

from cms.public_tree import PublicPage, public_tree
from events.models import Hub, Occurrence
from events.querysets import HubQuerySet
from pages.coming import ComingDate, coming_dates
from pages.models.story import below
from pages.reports import PastMeeting, any_of, past_meetings, reported, silent

DATES_SHOWN = 6
"""So many of the next dates stand on a hub's page."""


@dataclass(frozen=True, slots=True)
class ListedHub:
    """`summary` is what lists say of its page."""

    page: PublicPage
    row: Hub
    summary: str


def _rows() -> HubQuerySet:
    """Without their words: these are read from the pages."""
    return Hub.objects.in_force().prefetch_related(None)


def hub_in_force(key: UUID) -> Hub | None:
    return _rows().filter(key=key).first()


def dates_around(hub: Hub, now: datetime) -> tuple[list[ComingDate], list[PastMeeting]]:
    """Of its events: the next dates, cancelled ones among them, and the last meetings. In one query."""
    of_hub = Occurrence.objects.public().filter(hub=hub)
    rows = any_of(of_hub, of_hub.coming(now)[:DATES_SHOWN], reported(of_hub, now), silent(of_hub, now))
    found = list(rows.select_related("event", "report").order_by("starts_at", "pk"))
    coming = coming_dates(row for row in found if row.ends_at > now)
    return coming, past_meetings(row for row in found if row.ends_at <= now)


def hubs_below(page: Page) -> list[ListedHub]:
    """What everybody may see below a page, by title."""
    pages = below(page, "HubPage")
    return _listed(pages, _rows().filter(key__in=[each.translation_key for each in pages])) if pages else []


def hubs_in(language: str, **which: str | UUID) -> list[ListedHub]:
    """Hubs in force, each in the language or else in one in which it is published; `which` filters their rows."""
    tree, rows = public_tree(), list(_rows().filter(**which))
    pages = [tree.of_key(row.key, language) for row in rows]
    return _listed([page for page in pages if page], rows)


def _listed(pages: list[PublicPage], rows: Iterable[Hub]) -> list[ListedHub]:
    by_key = {row.key: row for row in rows}
    model = apps.get_model("pages", "HubPage")
    words = model.objects.defer("body").in_bulk([page.pk for page in pages]) if pages else {}
    told = [
        ListedHub(page, by_key[page.translation_key], words[page.pk].summary)
        for page in pages
        if page.translation_key in by_key and page.pk in words
    ]
    return sorted(told, key=lambda each: (each.page.title.casefold(), each.page.pk))
