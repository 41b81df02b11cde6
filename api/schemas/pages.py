"""Pages, each told apart by `type`. What all of them tell lies in any_page.py; posts and their lists in posts.py."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.schemas.any_page import AnyPage, PageLink
from api.schemas.comments import Talk
from api.schemas.donations import BudgetLine, Crowdfund, SpendingEntry, StretchGoal
from api.schemas.events import Event
from api.schemas.fields import FeedUrl
from api.schemas.hubs import Hub
from api.schemas.posts import BlogIndexPage, BlogPostPage, PersonPage, PressPage, SeriesPage

Opening = Annotated[Crowdfund | None, Field(description="It opens the page; null without one that is in force")]


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
    feed_url: FeedUrl


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


class Section(BaseModel):
    id: str = Field(description="The id of its heading in the texts of `body`")
    title: str


class StandardPage(AnyPage):
    type: Literal["standard"]
    contents: list[Section] = Field(description="Its sections, by the headings of its texts")


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
