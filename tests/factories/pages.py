"""Pages for tests: placed below a parent and published as an editor does it."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, TypeVar
from unittest.mock import Mock, patch

from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, Page, PageViewRestriction
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.models import CampaignImage
from pages.models import (
    BlogIndexPage,
    BlogPostPage,
    BudgetLine,
    CrowdfundPage,
    HomePage,
    PersonPage,
    PostAuthor,
    SeriesPage,
    SpendingEntry,
)

P = TypeVar("P", bound=Page)


def home(language: str = "en") -> HomePage:
    """The home page that the migrations made; the Welsh one is not published."""
    page: HomePage = HomePage.objects.get(locale__language_code=language)
    return page


def place(model: type[P], title: str, *, parent: Page | None = None, live: bool = True, **fields: Any) -> P:
    """A new page below `parent`, else below the English home."""
    parent = Page.objects.get(pk=parent.pk if parent else home().pk)
    page = model(title=title, locale=parent.locale, live=False, **fields)
    if not live:
        return parent.add_child(instance=page)
    with not_indexed():
        parent.add_child(instance=page)
    return publish(page)


@contextmanager
def not_indexed() -> Iterator[None]:
    """For a step on the way to publishing, which writes the page to both indexes anyway: half of the work is theirs."""
    index_for_search = patch("modelsearch.signal_handlers.insert_or_update_object_task", Mock())
    with disable_reference_index_auto_update(), index_for_search:
        yield


def place_crowdfund(title: str = "An online hub", **fields: Any) -> CrowdfundPage:
    """A whole ask for £5,000 with one budget line of as much and one spending entry, unless `fields` say otherwise."""
    goal_minor = fields.pop("goal_minor", 500_000)
    words = {
        "purpose": "A place to meet.",
        "if_under": "Then less.",
        "if_over": "Then more.",
        "has_no_end": "last_day" not in fields,
    }
    costs = {
        "budget_lines": [BudgetLine(title="Design", amount_minor=goal_minor)],
        "spending_entries": [SpendingEntry(title="A domain", amount_minor=1_200, spent_on=date(2026, 11, 2))],
    }
    return place(CrowdfundPage, title, **{"goal_minor": goal_minor, **words, **costs, **fields})


def place_blog(**fields: Any) -> BlogIndexPage:
    """The blog below the English home."""
    found: BlogIndexPage | None = BlogIndexPage.objects.filter(locale__language_code="en").first()
    return found or place(BlogIndexPage, fields.pop("title", "Stories"), slug="stories", **fields)


def place_series(title: str = "Women on alliances", **fields: Any) -> SeriesPage:
    """A series below the blog, without parts."""
    return place(SeriesPage, title, parent=fields.pop("parent", None) or place_blog(), **fields)


def place_person(name: str = "Ada Lovelace", **fields: Any) -> PersonPage:
    return place(PersonPage, name, **fields)


def place_post(title: str = "A post", *people: PersonPage, **fields: Any) -> BlogPostPage:
    """A post by these people below the blog, or below `parent`: a series, of which it is then the last part."""
    parent = fields.pop("parent", None) or place_blog()
    return place(
        BlogPostPage, title, parent=parent, post_authors=[PostAuthor(person=each) for each in people], **fields
    )


def publish(page: P) -> P:
    with not_indexed():
        revision = page.save_revision()
    revision.publish()
    published: P = page.specific_class.objects.get(pk=page.pk)
    return published


def translate(page: P, *, title: str, live: bool = True, **fields: Any) -> P:
    """The page's Welsh translation, below the translation of its parent (which must be there)."""
    welsh: P = page.copy_for_translation(Locale.objects.get(language_code="cy"))
    for name, value in {"title": title, **fields}.items():
        setattr(welsh, name, value)
    welsh.save_revision()
    return publish(welsh) if live else welsh


def hide(page: Page) -> None:
    """Only for those who are signed in, with everything below it."""
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def picture(title: str = "A picture", *, size: tuple[int, int] = (1600, 900), **fields: Any) -> CampaignImage:
    """A small one saves seconds where nothing depends on the sizes in which it is shown."""
    file = get_test_image_file("picture.png", size=size)
    image: CampaignImage = CampaignImage.objects.create(title=title, file=file, **fields)
    return image


def block(kind: str, value: Any) -> dict[str, Any]:
    return {"id": str(uuid.uuid5(uuid.NAMESPACE_URL, kind)), "type": kind, "value": value}
