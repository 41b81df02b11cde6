"""Pages, each type told apart by `type`, and what all of them tell of themselves in `meta`."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.parameters import Language
from api.schemas.blocks import Block
from api.schemas.comments import TalkSummary
from api.schemas.contributions import Call
from api.schemas.donations import BudgetLine, Crowdfund, SpendingEntry, StretchGoal
from api.schemas.events import Event
from api.schemas.fields import ApiUrl, HtmlUrl, Introduction, Summary, Url
from api.schemas.hubs import Hub
from api.schemas.pictures import Rendition

PageType = Literal[
    *("home", "campaign", "crowdfund", "hub_index", "hub", "event", "meeting_report"),
    *("blog_index", "series", "blog_post", "person", "press", "standard"),
]
Opening = Annotated[Crowdfund | None, Field(description="It opens the page; null without one that is in force")]

Talk = Annotated[TalkSummary | None, Field(description="What readers say; null where the page has no comments")]


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


class HomePage(AnyPage):
    type: Literal["home"]
    crowdfund: Opening


class CampaignPage(AnyPage):
    type: Literal["campaign"]
    crowdfund: Opening
    comments: Talk


class HubIndexPage(AnyPage):
    type: Literal["hub_index"]
    hubs: list[Hub] = Field(description="Those below this page, by title")


class HubPage(AnyPage):
    type: Literal["hub"]
    hub: Hub | None = Field(description="Where it is, null while it is not in force")


class Speaker(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    name: str = Field(description="As they want to be called")
    affiliation: str = Field(description="Whom they speak for; may be empty")


class EventPage(AnyPage):
    type: Literal["event"]
    event: Event | None = Field(description="When and where, null while it is not in force")
    speakers: list[Speaker] = Field(description="In the order of the page")


class MeetingReportPage(AnyPage):
    type: Literal["meeting_report"]
    event: PageLink | None = Field(description="The meeting that it tells of; null when it has no page any more")
    held_on: date = Field(description="The day on which people met")
    place: str = Field(description="Where; may be empty")
    people: int | None = Field(description="How many came; null when nobody counted")
    next_steps: str = Field(description="What people want next; plain, an empty line between paragraphs, may be empty")


class BlogIndexPage(AnyPage):
    type: Literal["blog_index"]


class SeriesPage(AnyPage):
    type: Literal["series"]
    call: Call | None = Field(description="What it asks guests to write; null while it asks for nothing")


class BlogPostPage(AnyPage):
    type: Literal["blog_post"]
    comments: Talk


class PersonPage(AnyPage):
    type: Literal["person"]


class PressPage(AnyPage):
    type: Literal["press"]


class StandardPage(AnyPage):
    type: Literal["standard"]


class CrowdfundPage(AnyPage):
    type: Literal["crowdfund"]
    crowdfund: Crowdfund | None = Field(description="Its tracker, null while it is not in force")
    purpose: str = Field(description="What the money is for, in a plain sentence or two; may be empty")
    budget: list[BudgetLine] = Field(description="What the money is for, line by line")
    budget_minor: int = Field(description="The sum of `budget`")
    if_under: str = Field(
        description="What happens with the money if less comes in than the goal; plain, empty once it is over above it"
    )
    if_over: str = Field(
        description="What happens with what comes in above the goal; plain, empty once it is over below it"
    )
    stretch_goals: list[StretchGoal] = Field(description="What more than the goal would do, the smallest first")
    spending: list[SpendingEntry] = Field(description="What the money was spent on so far")
    spent_minor: int = Field(description="The sum of `spending`")


Page = Annotated[
    HomePage
    | CampaignPage
    | CrowdfundPage
    | HubIndexPage
    | HubPage
    | EventPage
    | MeetingReportPage
    | BlogIndexPage
    | SeriesPage
    | BlogPostPage
    | PersonPage
    | PressPage
    | StandardPage,
    Field(discriminator="type"),
]
