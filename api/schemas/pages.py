"""Pages, each type told apart by `type`, and what all of them tell of themselves in `meta`."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from api.schemas.blocks import Block
from api.schemas.donations import BudgetLine, Crowdfund, SpendingEntry
from api.schemas.pictures import Rendition

PageType = Literal["home", "campaign", "crowdfund", "standard"]


class PageLink(BaseModel):
    """A page as something that one can go to.

    `url` is its path on this site, `html_url` the whole address for people, `api_url` that of its JSON.
    """

    id: int
    type: PageType
    title: str
    locale: str
    url: str
    html_url: str
    api_url: str


class PageItem(PageLink):
    """A page in a list. `summary` is what a list says of it."""

    summary: str
    first_published_at: datetime | None
    last_published_at: datetime | None


class Pages(BaseModel):
    """`total` counts what there is without `limit` and `offset`."""

    items: list[PageItem]
    total: int


class FoundPages(Pages):
    """`is_degraded` says that the larger search engine does not answer and the smaller one stands in."""

    is_degraded: bool


class Seo(BaseModel):
    title: str
    description: str
    image: Rendition | None


class Meta(BaseModel):
    """`translations` are the other languages; `breadcrumbs` go from below the home page down to the parent."""

    url: str
    html_url: str
    api_url: str
    locale: str
    translations: list[PageLink]
    parent: PageLink | None
    breadcrumbs: list[PageLink]
    first_published_at: datetime | None
    last_published_at: datetime | None
    seo: Seo


class AnyPage(BaseModel):
    id: int
    type: PageType
    title: str
    introduction: str
    meta: Meta
    body: list[Block]


class HomePage(AnyPage):
    """`crowdfund` opens the page, where there is one."""

    type: Literal["home"]
    crowdfund: Crowdfund | None


class CampaignPage(AnyPage):
    """`crowdfund` opens the page, where there is one."""

    type: Literal["campaign"]
    crowdfund: Crowdfund | None


class StandardPage(AnyPage):
    type: Literal["standard"]


class CrowdfundPage(AnyPage):
    """`if_under` and `if_over` say what happens with the money below and above the goal."""

    type: Literal["crowdfund"]
    crowdfund: Crowdfund | None
    budget: list[BudgetLine]
    budget_minor: int
    if_under: str
    if_over: str
    spending: list[SpendingEntry]
    spent_minor: int


Page = Annotated[HomePage | CampaignPage | CrowdfundPage | StandardPage, Field(discriminator="type")]
