"""What things are about."""

from typing import Annotated, Self

from pydantic import BaseModel, Field

from cms.told_topics import in_order
from events.models import Event, Occurrence


class Topic(BaseModel):
    slug: str = Field(description="Its lasting name, the same in every language")
    title: str

    @classmethod
    def all_of(cls, row: Occurrence | Event) -> list[Self]:
        """Those of an event that was read with them, or of the event of such a date."""
        return [cls(**each) for each in in_order(getattr(row, "about", None))]


class Topics(BaseModel):
    items: list[Topic] = Field(description="Those that an event is about, by name")
    total: int = Field(description="Number of items")


About = Annotated[list[Topic], Field(description="What it is about, at most three; may be empty")]
