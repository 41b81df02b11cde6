"""Texts of guests: what a series asks for, and the first words of one."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from api.parameters import Language, Text


class Call(BaseModel):
    """What a series asks guests to write."""

    text: str = Field(description="Plain, in the language of the page")
    until: date | None = Field(description="The last day on which texts are taken; null without one")
    url: str = Field(description="The whole address of the form on this site")


class ContributionBegun(BaseModel):
    """What somebody has so far. They go on with it on their own page, whose link is mailed to them."""

    model_config = ConfigDict(extra="forbid", strict=True)

    offer: Literal["idea", "text"] = Field("text", description="An idea, or a whole text")
    title: Text = ""
    text: str = Field("", max_length=100_000, description="Plain; an empty line between paragraphs")
    name: Text = Field(description="Only the editors see it, unless they choose it to be shown")
    email: Text = Field(description="The link goes there", examples=["ann@example.org"])
    locale: Language = Field("en", description="Of what is refused, and of all mails")


class ContributionKept(BaseModel):
    """The same whoever has the address."""

    message: str = Field(description="What to tell them, in their language")
