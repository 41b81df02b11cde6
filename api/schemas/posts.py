"""Posts, who wrote them, and the pages that list them."""

import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from api.schemas.any_page import AnyPage, PageItem, PageLink
from api.schemas.blocks import Read
from api.schemas.comments import Talk
from api.schemas.contributions import Call
from api.schemas.fields import FeedUrl, Href
from api.schemas.pictures import Rendition
from api.schemas.topics import About, Topic


class Author(BaseModel):
    name: str = Field(description="As they want to be called")
    affiliation: str = Field(description="Whom they speak for; may be empty")
    page: PageLink | None = Field(description="Their own page, in the language of the answer; null without one")


Day = Annotated[datetime.date, Field(description="The day that readers see")]
Byline = Annotated[str, Field(description="Who wrote it and has no page here; may be empty")]
Authors = Annotated[list[Author], Field(description="In the order of the post")]


class PostItem(PageItem):
    """A post in a list."""

    date: Day
    byline: Byline
    authors: Authors
    topics: About


NewestPosts = Annotated[list[PostItem], Field(description="The newest twenty; ask `posts` for more")]


class Posts(BaseModel):
    items: list[PostItem] = Field(description="The newest first")
    next: int | None = Field(description="The `offset` of what follows; null at the end")


class SeriesPlace(BaseModel):
    """Where a post stands in its series."""

    page: PageLink = Field(description="The series")
    number: int = Field(description="1 for the first part")
    parts: list[PageLink] = Field(description="All parts in their order, this one among them")


class BlogPostPage(AnyPage):
    type: Literal["blog_post"]
    comments: Talk
    date: Day
    updated_on: datetime.date | None = Field(description="The day of its last change, when that was later")
    reading_minutes: int = Field(description="How long it takes to read; 0 without words")
    byline: Byline
    authors: Authors
    topics: About
    series: SeriesPlace | None = Field(description="Null where it is no part of one")
    reads: list[Read] = Field(description="Other interesting reads, unless a block of the body has them")


class BlogIndexPage(AnyPage):
    type: Literal["blog_index"]
    topics: list[Topic] = Field(description="Those that its posts are about, by title")
    posts: NewestPosts
    feed_url: FeedUrl


class SeriesPage(AnyPage):
    type: Literal["series"]
    parts: list[PostItem] = Field(description="In their order")
    call: Call | None = Field(description="What it asks guests to write; null while it asks for nothing")
    feed_url: FeedUrl


class PersonPage(AnyPage):
    type: Literal["person"]
    affiliation: str = Field(description="Whom they speak for; may be empty")
    photo: Rendition | None = Field(description="A square portrait; null without one")
    posts: NewestPosts


class PressContact(BaseModel):
    name: str = Field(description="Whom to ask for; may be empty")
    phone: str = Field(description="As people write it; may be empty")
    email: str = Field(description="May be empty")
    note: str = Field(description="When they answer; may be empty")


class Download(BaseModel):
    title: str
    url: Href
    kind: str = Field(description="The ending of its name, such as pdf")
    size: int | None = Field(description="In bytes; null where it is unknown")


class PressPage(AnyPage):
    type: Literal["press"]
    contact: PressContact = Field(description="Whom journalists call")
    releases: NewestPosts
    downloads: list[Download] = Field(description="Files that everybody may have, in the order of the page")
    about: str = Field(description="Who the organisation is; plain, an empty line between paragraphs, may be empty")
    feed_url: FeedUrl
