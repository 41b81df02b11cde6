"""Operations on events. Only those in force exist here, of hubs that are open."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Annotated, TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone, translation
from ninja import Path, Query, Router
from ninja.errors import ValidationError
from pydantic import AfterValidator

from api import events
from api.openapi import answers
from api.parameters import InLanguage
from api.schemas.events import Event, Events
from cms.caching import CONTENT, FOR_NOBODY_ELSE, tag_response
from cms.days import midnight
from cms.models import Topic as TopicRow
from events.calendar import PER_PAGE, Scope, ahead, hubs, page_of, since, topics
from events.models import CALENDAR
from events.models import Hub as HubRow
from events.month import Cursor
from events.near import LONGEST, USUALLY_WITHIN, WITHIN, Near, PlaceError, read
from events.recurrence import EARLIEST, LATEST

router = Router(tags=["Events"])

Named = TypeVar("Named", HubRow, TopicRow)


REFUSED = {
    "unknown": "There is no such place",
    "several": "Several towns are called so",
    "no_postcodes": "Postcodes are not looked up here",
    "unknown_postcode": "There is no such postcode",
    "no_answer": "Postcodes cannot be looked up at the moment",
}


def _readable(cursor: str) -> str:
    """Raises: ValueError."""
    Cursor.read(cursor)
    return cursor


Slug = Annotated[str, Path(description="The `id` of the event")]
First = Annotated[
    date | None,
    Query(alias="from", ge=EARLIEST, le=LATEST, description="From this day on, by British time; else what is ahead"),
]
Until = Annotated[date | None, Query(ge=EARLIEST, le=LATEST, description="Up to the end of this day")]
HubSlug = Annotated[
    str,
    Query(max_length=255, pattern="^[-a-zA-Z0-9_]*$", description="Only those of the hub with this `slug`"),
]
TopicSlug = Annotated[
    str,
    Query(max_length=60, pattern="^[-a-zA-Z0-9_]*$", description="Only those on the topic with this `slug`"),
]
Readable = Annotated[str, AfterValidator(_readable)]
Place = Annotated[
    str,
    Query(
        max_length=LONGEST,
        pattern=r"^[^\x00]*$",
        description="Only those near this town, postcode or position in degrees (`51.23,-2.32`), or in this area",
    ),
]
Miles = Annotated[int, Query(ge=1, le=max(WITHIN), description="Within so many miles of `near`; an area knows none")]
After = Annotated[Readable | None, Query(description="`next` of the page before this one")]
Most = Annotated[int, Query(ge=1, le=PER_PAGE, description="Maximum number of items")]


@router.get(
    "",
    response=Events,
    url_name="events",
    operation_id="list_events",
    summary="Dates of events",
    openapi_extra=answers(304),
)
def list_events(
    request: HttpRequest,
    response: HttpResponse,
    first: First = None,
    until: Until = None,
    hub: HubSlug = "",
    topic: TopicSlug = "",
    near: Place = "",
    within: Miles = USUALLY_WITHIN,
    after: After = None,
    limit: Most = PER_PAGE,
    locale: InLanguage = "en",
) -> Events:
    """Each date of each event, in the order of their starts. Cancelled ones are among them, and say so.

    One that lasts for more than a day is there until it is over.
    """
    translation.activate(locale)
    scope = Scope(_named("hub", hub, hubs), topic=_named("topic", topic, topics), near=_place(near, within))
    if scope.near and scope.near.is_exact:
        response.headers["Cache-Control"] = FOR_NOBODY_ELSE
    else:
        tag_response(request, CONTENT, CALENDAR)
    dates = ahead(scope, timezone.now()) if first is None else since(scope, first)
    if until is not None:
        dates = dates.filter(starts_at__lt=midnight(until + timedelta(1)))
    rows, following = page_of(dates.with_topics(), Cursor.read(after) if after else None, limit)
    if scope.near:
        scope.near.tell(rows)
    return Events(items=[events.item(row) for row in rows], next=str(following) if following else None)


@router.get(
    "/{slug:slug}",
    response=Event,
    url_name="event",
    operation_id="get_event",
    summary="An event with its next dates",
    openapi_extra=answers(304, 404),
)
def get_event(request: HttpRequest, slug: Slug, locale: InLanguage = "en") -> Event:
    """When and where it takes place. What its page says beside that is found among the pages."""
    translation.activate(locale)
    tag_response(request, CONTENT, CALENDAR)
    event = events.whole(slug=slug)
    if event is None:
        raise Http404
    return event


def _named(name: str, slug: str, known: Callable[[], list[Named]]) -> Named | None:
    """The hub or the topic of that slug; None for ''. Raises: ValidationError."""
    found = next((each for each in known() if each.slug == slug), None) if slug else None
    if slug and found is None:
        raise ValidationError([{"loc": ("query", name), "msg": f"There is no such {name}", "type": "value_error"}])
    return found


def _place(text: str, within: int) -> Near | None:
    """Raises: ValidationError, which names the places that may have been meant."""
    if not text.strip():
        return None
    try:
        return read(text, within)
    except PlaceError as error:
        names = f": {'; '.join(error.choices)}" if error.choices else ""
        refused = {"loc": ("query", "near"), "msg": f"{REFUSED[error.code]}{names}", "type": "value_error"}
        raise ValidationError([refused]) from None
