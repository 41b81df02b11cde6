"""Where meetings are wanted, told so that nobody can be singled out; and what somebody says who wants one."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from api.parameters import Language, Text
from events.demand.coverage import LEAST, LEAST_IN_ALL, Coverage, Elsewhere, Place
from events.models import MeetingsWantedSettings
from events.models.meeting_wish import LONGEST_WORDS

Nation = Literal["ENG", "SCT", "WLS", "NIR"]
Kind = Literal["city", "market_town", "post_industrial"]
# Twice as many: what the form counts are letters as they are kept, without odd ones.
Words = Annotated[str, StringConstraints(max_length=2 * LONGEST_WORDS, pattern=r"^[^\x00]*$")]


class WantedTown(BaseModel):
    """A town from which at least five people have answered."""

    id: int = Field(description="GeoNames' number of the town")
    name: str = Field(description="With its county where there are several towns of the name")
    county: str = Field(description="The county that it lies in")
    nation: Nation = Field(description="England, Scotland, Wales or Northern Ireland")
    kind: Kind | None = Field(description="What kind of town it is, where that is known")
    latitude: float = Field(description="Of its middle, in degrees")
    longitude: float = Field(description="Of its middle, in degrees")
    answers: int = Field(ge=LEAST, description="How many want a meeting there")

    @classmethod
    def of(cls, place: Place) -> "WantedTown":
        town = place.town
        return cls(
            id=town.id,
            name=town.label,
            county=town.county,
            nation=town.nation,  # type: ignore[arg-type]
            kind=town.kind or None,  # type: ignore[arg-type]
            latitude=town.latitude,
            longitude=town.longitude,
            answers=place.answers,
        )


class WantedElsewhere(BaseModel):
    """All other towns of a nation together."""

    nation: Nation | None = Field(description="Null: all nations that have no row of their own")
    at_least: int = Field(ge=LEAST, description="So many answers or more: a multiple of five")

    @classmethod
    def of(cls, elsewhere: Elsewhere) -> "WantedElsewhere":
        return cls(nation=elsewhere.nation or None, at_least=elsewhere.at_least)  # type: ignore[arg-type]


class MeetingsWanted(BaseModel):
    so_far: int | None = Field(
        description=f"How many answers there are while they are fewer than {LEAST_IN_ALL}, and no town is told of; "
        "null from then on"
    )
    towns: list[WantedTown] = Field(description="Those with most answers first")
    elsewhere: list[WantedElsewhere] = Field(description="All other towns, by nation")
    enough: int = Field(description="From so many people on, the nearest hub is asked to plan a meeting")
    miles: int = Field(description="So far from one place, in a straight line, may their towns be")

    @classmethod
    def of(cls, coverage: Coverage, wanted: MeetingsWantedSettings) -> "MeetingsWanted":
        return cls(
            so_far=coverage.so_far,
            towns=[WantedTown.of(place) for place in coverage.places],
            elsewhere=[WantedElsewhere.of(each) for each in coverage.elsewhere],
            enough=wanted.enough,
            miles=wanted.miles,
        )


class MeetingWish(BaseModel):
    """What somebody says who wants a meeting. At least one of `would_come`, `can_host` and `has_venue` is true."""

    model_config = ConfigDict(extra="forbid", strict=True)

    town: Text = Field("", description="Near which town", examples=["Nuneaton"])
    town_id: int | None = Field(None, ge=1, description="GeoNames' number of it, in place of its name")
    would_come: bool = Field(False, description="I would come to a meeting")
    can_host: bool = Field(False, description="I can host one")
    has_venue: bool = Field(False, description="I have a venue, or know of one")
    where: Words = Field("", description="Where should we hold meetings?")
    who: Words = Field("", description="Who should be in the room?")
    how: Words = Field("", description="How should they be run?")
    name: Text = Field("", description="Only for those who can host or have a venue; the hosts of the hub see it")
    email: Text = Field(description="Where the mail goes that asks for a confirmation", examples=["ann@example.org"])
    wants_mail: bool = Field(False, description="Whether they hear once of a meeting near there")
    locale: Language = Field("en", description="The language of all mails and of the answer's page")


class Asked(BaseModel):
    message: str = Field(description="What to tell them, in their language: the same whatever is known of the address")
