"""Hubs: where each is, and how to reach it."""

from pydantic import BaseModel, ConfigDict, Field

from api.parameters import Language, Text
from api.schemas.fields import ApiUrl, HtmlUrl, Summary, Url
from cms.addresses import absolute
from pages.hubs import ListedHub


class Hub(BaseModel):
    """People of one region. Ask `page_url` for what they write."""

    slug: str = Field(description="Its lasting name, the same in every language")
    title: str
    summary: Summary
    area: str = Field(description="What people call the area, such as Surrey; may be empty")
    towns: list[str] = Field(description="The towns that it is there for")
    contact_email: str = Field(description="Where people write to; empty without an address")
    url: Url
    html_url: HtmlUrl
    page_url: ApiUrl

    @classmethod
    def of(cls, hub: ListedHub, page_url: str) -> "Hub":
        return cls(
            slug=hub.row.slug,
            title=hub.page.title,
            summary=hub.summary,
            area=hub.row.area,
            towns=hub.row.towns,
            contact_email=hub.row.contact_email,
            url=hub.page.url,
            html_url=absolute(hub.page.url),
            page_url=page_url,
        )


class FollowWish(BaseModel):
    """Who would like to hear of a hub's new meetings."""

    model_config = ConfigDict(extra="forbid", strict=True)

    email: Text = Field(description="Where the mail goes that asks for a confirmation", examples=["ann@example.org"])
    locale: Language = Field("en", description="The language of all mails and of the follower's page")


class Following(BaseModel):
    message: str = Field(description="What to tell them, in their language: the same whatever is known of the address")


class Hubs(BaseModel):
    items: list[Hub]
    total: int = Field(description="Number of items")
