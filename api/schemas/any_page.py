"""What all pages tell of themselves, whichever type they are of."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from api.parameters import Language
from api.schemas.blocks import Block
from api.schemas.fields import ApiUrl, HtmlUrl, Introduction, Summary, Url
from api.schemas.pictures import Rendition

PageType = Literal[
    "home",
    "campaign",
    "crowdfund",
    "hub_index",
    "hub",
    "event",
    "meeting_report",
    "blog_index",
    "series",
    "blog_post",
    "person",
    "press",
    "standard",
]


class PageLink(BaseModel):
    """A page as something that one can go to."""

    id: int
    type: PageType
    title: str
    locale: Language
    url: Url
    html_url: HtmlUrl
    api_url: ApiUrl


class PageItem(PageLink):
    """A page in a list."""

    summary: Summary
    first_published_at: datetime | None
    last_published_at: datetime | None


class Pages(BaseModel):
    items: list[PageItem]
    total: int = Field(description="Number of items without `limit` and `offset`")


class FoundPages(Pages):
    is_degraded: bool = Field(description="The larger search engine does not answer, and the smaller one stands in")


class Seo(BaseModel):
    """What search engines and shared links say of the page."""

    title: str
    description: Summary
    image: Rendition = Field(description="To share: what an editor chose, else a card with the title and the total")


class Meta(BaseModel):
    """Where the page is, and what stands around it."""

    url: Url
    html_url: HtmlUrl
    api_url: ApiUrl
    locale: Language
    translations: list[PageLink] = Field(description="The page in other languages")
    parent: PageLink | None = Field(description="The page above, null when there is none that everybody may see")
    breadcrumbs: list[PageLink] = Field(description="From below the home page down to the page above")
    first_published_at: datetime | None
    last_published_at: datetime | None
    seo: Seo


class AnyPage(BaseModel):
    id: int
    type: PageType
    title: str
    introduction: Introduction
    meta: Meta
    body: list[Block] = Field(description="Draw those that you know by `type`, and leave out the others")
