"""Events and their dates. Moments are in UTC; `starts_local` is what a clock at the event shows."""

from datetime import date, datetime
from typing import Annotated, Any, Literal, Self, cast

from pydantic import BaseModel, Field

from api.schemas.fields import ApiUrl, HtmlUrl, Summary, Url
from api.schemas.topics import About, Topic
from cms.addresses import absolute
from events.models import Event as EventRow
from events.models import Occurrence

Mode = Literal["in_person", "online", "hybrid"]


Moment = Annotated[datetime, Field(description="In UTC")]


class EventDate(BaseModel):
    """One date of an event."""

    original_date: date = Field(description="The day by its rule: with the event's id it names the date for ever")
    starts_at: Moment
    ends_at: Moment
    starts_local: datetime = Field(description="By the clock at the event, without an offset")
    status: Literal["scheduled", "cancelled"] = Field(description="A cancelled date is shown as such, not left out")
    is_moved: bool = Field(description="Whether it was moved away from what the rule says")
    place: list[str] = Field(description="Venue, address and town, those that are known")
    note: str = Field(description="What is said of this date only; plain, may be empty")
    sign_up_open: bool = Field(description="Whether people can sign up for it now")
    sign_up_url: str | None = Field(description="The whole address of the form; null where nobody is asked to sign up")

    @classmethod
    def of(cls, row: Occurrence) -> Self:
        return cls(**_date(row))


class EventItem(EventDate):
    """A date in a list, with what one needs to know of its event."""

    id: str = Field(description="The event's lasting name, the same in every language and for all its dates")
    title: str
    summary: Summary
    url: Url
    html_url: HtmlUrl
    api_url: ApiUrl
    hub: str | None = Field(description="The `slug` of its hub; null for the organisation itself")
    topics: About
    mode: Mode = Field(description="How one can take part")
    zone: str = Field(description="IANA's name of the time zone, such as Europe/London")
    miles: float | None = Field(description="How far it is as the crow flies; null unless `near` names a single place")

    @classmethod
    def of_date(cls, row: Occurrence, api_url: str) -> Self:
        miles = None if row.miles is None else round(row.miles, 1)
        return cls(**_date(row), **_event(row.event, api_url), topics=Topic.all_of(row), miles=miles)


class Events(BaseModel):
    items: list[EventItem]
    next: str | None = Field(description="Pass it as `after` to get the dates after these; null at the end")


class Access(BaseModel):
    is_step_free: bool = Field(description="Whether there are no steps, or a way around them")
    has_bsl: bool = Field(description="British Sign Language")
    has_childcare: bool = Field(description="Whether somebody looks after children")
    has_quiet_room: bool = Field(description="Whether there is a room to retire to")
    note: str = Field(description="Plain, in the language asked for; may be empty")


class Event(BaseModel):
    """An event with its next dates."""

    id: str = Field(description="Its lasting name, the same in every language")
    title: str
    summary: Summary
    url: Url
    html_url: HtmlUrl
    api_url: ApiUrl
    hub: str | None = Field(description="The `slug` of its hub; null for the organisation itself")
    topics: About
    mode: Mode = Field(description="How one can take part")
    zone: str = Field(description="IANA's name of the time zone, such as Europe/London")
    rule: str = Field(description="RRULE, RDATE and EXDATE of RFC 5545, whole days; empty for a single meeting")
    rule_words: str = Field(description="The rule as a sentence; empty where no few words say it")
    venue: str = Field(description="May be empty, as address and town may")
    address: str = Field(description="Street and postcode")
    town: str = Field(description="Where people meet")
    latitude: float | None = Field(description="Of the door; null where it is not known")
    longitude: float | None = Field(description="Null where the latitude is")
    online_url: str = Field(description="Where one takes part; may be empty")
    access: Access
    capacity: int | None = Field(description="Null where it is not limited")
    ical_url: str = Field(description="The whole address of its calendar")
    dates: list[EventDate] = Field(description="The next ones, at most fifty")
    more: int = Field(description="How many known dates follow these")

    @classmethod
    def of(cls, event: EventRow, dates: list[Occurrence], *, more: int, api_url: str) -> Self:
        same = ("rule", "rule_words", "venue", "address", "town", "online_url", "capacity")
        return cls(
            **_event(event, api_url),
            topics=Topic.all_of(event),
            **{name: getattr(event, name) for name in same},
            latitude=None if event.latitude is None else float(event.latitude),
            longitude=None if event.longitude is None else float(event.longitude),
            access=Access(
                is_step_free=event.is_step_free,
                has_bsl=event.has_bsl,
                has_childcare=event.has_childcare,
                has_quiet_room=event.has_quiet_room,
                note=event.text().access_note,
            ),
            ical_url=absolute(event.feed_url),
            dates=[EventDate.of(row) for row in dates],
            more=more,
        )


def _date(row: Occurrence) -> dict[str, Any]:
    names = ("original_date", "starts_at", "ends_at", "starts_local", "status", "is_moved", "place", "note")
    return {
        **{name: getattr(row, name) for name in names},
        "sign_up_open": row.is_open,
        "sign_up_url": absolute(row.sign_up_path) if row.event.takes_sign_ups else None,
    }


def _event(event: EventRow, api_url: str) -> dict[str, Any]:
    text = event.text()
    return {
        "id": event.slug,
        "title": text.title,
        "summary": text.summary,
        "url": text.path,
        "html_url": absolute(text.path),
        "api_url": api_url,
        "hub": event.hub.slug if event.hub else None,
        "mode": cast(Mode, event.mode),
        "zone": event.zone,
    }
