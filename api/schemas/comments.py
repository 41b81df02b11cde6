"""Comments under a page, and writing one."""

from datetime import datetime
from typing import Annotated, Any, Literal, cast

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from api.parameters import Language, Text
from community import models
from community.models.comment import LONGEST_TEXT
from community.reading import Part
from community.states import State

Mode = Literal["open", "closed"]
Words = Annotated[str, StringConstraints(max_length=2 * LONGEST_TEXT, pattern=r"^[^\x00]*$")]


class TalkSummary(BaseModel):
    """That a page has comments."""

    mode: Mode = Field(description="closed: they are shown, and nobody writes any more")
    shown: int = Field(description="How many are shown")
    api_url: str = Field(description="Where they are; it takes new ones, too")


Talk = Annotated[TalkSummary | None, Field(description="What readers say; null where the page has no comments")]


class Comment(BaseModel):
    """What somebody wrote, or the place of what is gone while answers to it are shown."""

    id: int
    parent: int | None = Field(description="The `id` of what it answers")
    depth: int = Field(description="1, or 2 for an answer, or 3 for an answer to that")
    state: Literal["shown", "withdrawn", "hidden"] = Field(description="The last two have neither name nor text")
    name: str = Field(description="Plain; set it apart from the direction of the text around it, as <bdi> does")
    role: str = Field(description="Whom somebody speaks for who answers officially; else empty")
    is_official: bool = Field(description="Whether it is an answer of the campaign")
    text: str = Field(description="Plain, an empty line between paragraphs: never put it into a page as HTML")
    locale: Language
    submitted_at: datetime = Field(description="When it was written")
    edited_at: datetime | None = Field(description="When its writer changed it for the last time")
    html_path: str = Field(description="Leads to where it is read")

    @classmethod
    def of(cls, row: models.Comment) -> "Comment":
        told: dict[str, Any] = {name: getattr(row, name) for name in ("depth", "locale", "submitted_at")}
        told |= {"id": row.pk, "parent": row.parent_id, "html_path": row.path}
        if row.is_shown:
            said = {name: getattr(row, name) for name in ("name", "role", "is_official", "text", "edited_at")}
            return cls(**told, **said, state="shown")
        gone: dict[str, Any] = {"name": "", "role": "", "is_official": False, "text": "", "edited_at": None}
        return cls(**told, **gone, state="withdrawn" if row.state == State.WITHDRAWN else "hidden")


class Comments(BaseModel):
    mode: Mode = Field(description="closed: nobody writes any more")
    items: list[Comment] = Field(description="Each below what it answers, the oldest first")
    total: int = Field(description="Number of items without `limit` and `offset`")
    shown: int = Field(description="How many of all of them are shown")

    @classmethod
    def of(cls, part: Part) -> "Comments":
        items = [Comment.of(row) for row in part.rows]
        return cls(mode=cast(Mode, part.talk.mode.value), items=items, total=part.places, shown=part.total)


class NewComment(BaseModel):
    """What somebody writes."""

    model_config = ConfigDict(extra="forbid", strict=True)

    text: Words = Field(description=f"Plain, at most {LONGEST_TEXT:,} characters", examples=["I agree."])
    name: Text = Field(description="Shown beside it", examples=["Ann"])
    email: Text = Field(description="Never shown; it is sent a link to confirm", examples=["ann@example.org"])
    parent: int | None = Field(None, ge=1, lt=10**18, description="The `id` of what it answers, which has depth 1 or 2")
    follow: bool = Field(False, description="Whether to mail them further comments")
    locale: Language = Field("en", description="Of the text, of what is refused, and of the mail")

    def typed(self) -> dict[str, Any]:
        """As it would come from the site's own form."""
        return {"text": self.text, "name": self.name, "email": self.email, "follow": self.follow}


class CommentTaken(BaseModel):
    """The same for every address, known or not."""

    message: str = Field(description="What to tell them, in their language")
