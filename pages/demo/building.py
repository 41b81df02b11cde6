"""Places and writes the demo's pages. Each has a lasting key; once it is written, it belongs to those who edit it."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from wagtail.models import Locale, Page, PageViewRestriction

from accounts.models import User
from cms.models import CampaignImage
from pages.demo.blocks import Block, with_ids
from pages.demo.documents import find_or_write
from pages.demo.pictures import find_or_draw
from pages.models import (
    BlogPostPage,
    BudgetLine,
    CrowdfundPage,
    EventPage,
    EventSpeaker,
    HomePage,
    PostAuthor,
    PressDownload,
    PressPage,
    SpendingEntry,
    StretchGoal,
)
from pages.models.story import BodyPage

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://hustings.example/demo/")


@dataclass(frozen=True)
class Cost:
    """A budget line, a stretch goal or a payment; a payment may have its day, its line's number and its receipt."""

    title: str
    amount_minor: int
    day: date | None = None
    line: int | None = None
    receipt: str = ""


@dataclass(frozen=True)
class Sheet:
    """One page of the demo. `body` is asked for its blocks once all pages have their place."""

    name: str
    model: type[BodyPage]
    fields: Mapping[str, Any]
    body: Callable[["Shelf"], list[Block]]
    parent: str = ""
    picture: str = ""
    crowdfund: str = ""
    event: str = ""
    lines: tuple[Cost, ...] = ()
    spending: tuple[Cost, ...] = ()
    stretch_goals: tuple[Cost, ...] = ()
    speakers: tuple[tuple[str, str], ...] = ()
    people: tuple[str, ...] = ()
    downloads: tuple[str, ...] = ()
    is_draft: bool = False
    needs_login: bool = False


@dataclass
class Shelf:
    """The pages that have a place already, and the pictures, by name."""

    pages: dict[str, Any] = field(default_factory=dict)

    def image(self, name: str) -> CampaignImage:
        return find_or_draw(name)


def key_of(name: str) -> uuid.UUID:
    """The translation key of a page of the demo: always the same, so that its crowdfund is found again."""
    return uuid.uuid5(NAMESPACE, name)


def home_page() -> HomePage:
    home: HomePage = HomePage.objects.filter(locale=Locale.get_default()).earliest("path")
    return home


def place(sheet: Sheet, shelf: Shelf) -> None:
    """Find the page, or make room for it in the tree, unpublished and empty."""
    if not sheet.parent:
        shelf.pages[sheet.name] = home_page()
        return
    locale, key = Locale.get_default(), key_of(sheet.name)
    page = sheet.model.objects.filter(translation_key=key, locale=locale).first()
    if page is None:
        parent = Page.objects.get(pk=shelf.pages[sheet.parent].pk)
        page = parent.add_child(instance=sheet.model(translation_key=key, locale=locale, live=False, **sheet.fields))
    shelf.pages[sheet.name] = page


@transaction.atomic
def write(sheet: Sheet, shelf: Shelf, *, reset: bool) -> int:
    """Write and publish the page unless somebody, or an earlier run, has. Gives how many pages were written."""
    page = sheet.model.objects.get(pk=shelf.pages[sheet.name].pk)
    if page.latest_revision_id and not reset:
        return 0
    for name, value in sheet.fields.items():
        setattr(page, name, value)
    page.body = with_ids(key_of(sheet.name), sheet.body(shelf))
    if sheet.picture:
        page.social_image = shelf.image(sheet.picture)
    if sheet.crowdfund:
        page.crowdfund = shelf.pages[sheet.crowdfund]
    if sheet.event:
        page.event_page = shelf.pages[sheet.event]
    _fill_rows(page, sheet, shelf)
    if sheet.needs_login:
        PageViewRestriction.objects.get_or_create(page=page, restriction_type=PageViewRestriction.LOGIN)
    revision = page.save_revision(user=_author())
    if not sheet.is_draft:
        revision.publish(user=_author())
    shelf.pages[sheet.name] = page
    return 1


def _fill_rows(page: BodyPage, sheet: Sheet, shelf: Shelf) -> None:
    """Those that hang on a page of this type."""
    key = key_of(sheet.name)
    if isinstance(page, CrowdfundPage):
        page.budget_lines = _costs(BudgetLine, key, sheet.lines)
        page.spending_entries = _costs(SpendingEntry, key, sheet.spending)
        page.stretch_goals = _costs(StretchGoal, key, sheet.stretch_goals)
    if isinstance(page, EventPage):
        page.speakers = _speakers(key, sheet.speakers)
    if isinstance(page, BlogPostPage):
        page.post_authors = [PostAuthor(person=shelf.pages[name]) for name in sheet.people]
    if isinstance(page, PressPage):
        page.downloads = [PressDownload(document=find_or_write(title), locale=page.locale) for title in sheet.downloads]


def _costs(model: type[BudgetLine | SpendingEntry | StretchGoal], key: uuid.UUID, costs: tuple[Cost, ...]) -> list[Any]:
    rows = []
    for position, cost in enumerate(costs):
        row = model(title=cost.title, amount_minor=cost.amount_minor, sort_order=position, locale=Locale.get_default())
        row.translation_key = uuid.uuid5(key, f"{model.__name__}.{position}")
        if isinstance(row, SpendingEntry):
            row.spent_on, row.line_number = cost.day, cost.line
            row.receipt = find_or_write(cost.receipt) if cost.receipt else None
        rows.append(row)
    return rows


def _speakers(key: uuid.UUID, speakers: tuple[tuple[str, str], ...]) -> list[EventSpeaker]:
    rows = []
    for position, (name, affiliation) in enumerate(speakers):
        row = EventSpeaker(name=name, affiliation=affiliation, sort_order=position, locale=Locale.get_default())
        row.translation_key = uuid.uuid5(key, f"EventSpeaker.{position}")
        rows.append(row)
    return rows


def _author() -> User | None:
    return User.objects.filter(username="editor").first()
