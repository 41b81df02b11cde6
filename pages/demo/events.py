"""The demo's events: a weekly one online, a monthly one in a town, a single evening; one date off, one moved."""

from datetime import date, time, timedelta

from django.utils import timezone

from events.models import Occurrence
from events.services import occurrences
from events.services.occurrences import Scope
from pages.demo.blocks import Block, text
from pages.demo.building import Sheet, Shelf, key_of
from pages.demo.dates import Dates
from pages.demo.topics import topics
from pages.models import EventPage

TUESDAY = 1
WEEKLY, MONTHLY, ONCE = "weekly-call", "frome-table", "birmingham-evening"


def event_sheets(dates: Dates) -> tuple[Sheet, ...]:
    return (_weekly(dates), _monthly(dates), _once(dates))


def decide_of_dates() -> None:
    """Call off one date and move another, unless somebody has decided something already."""
    if call := _coming(WEEKLY, 2):
        note = "There is no call this week: we meet in Birmingham instead."
        occurrences.cancel_dates(
            key=call.event.key, original_date=call.original_date, scope=Scope.THIS, note=note, now=timezone.now()
        )
    if table := _coming(MONTHLY, 1):
        occurrences.move_dates(
            key=table.event.key,
            original_date=table.original_date,
            scope=Scope.THIS,
            to_day=table.original_date + timedelta(1),
            to_time=time(18, 30),
            minutes=table.minutes,
            venue="Frome Library",
            note="The town hall is let that evening.",
            now=timezone.now(),
        )


def _coming(name: str, which: int) -> Occurrence | None:
    """One of the next dates of an event of whose dates nobody has decided anything yet."""
    of_event = Occurrence.objects.filter(event__key=key_of(name), event__sequence=0).select_related("event")
    return next(iter(of_event.coming(timezone.now())[which : which + 1]), None)


def _weekly(dates: Dates) -> Sheet:
    return Sheet(
        name=WEEKLY,
        model=EventPage,
        parent="home",
        fields={
            "title": "The weekly call",
            "slug": "weekly-call",
            "introduction": "Half an hour online for everybody who is organising, or is thinking of it.",
            "start_date": dates.from_now(-26),
            "start_time": time(19),
            "end_time": time(19, 30),
            "rule": "RRULE:FREQ=WEEKLY",
            "mode": "online",
            "online_url": "https://meet.example/weekly-call",
            "access_note": "With live captions.",
            "topics": topics("Campaigning"),
        },
        body=lambda shelf: [
            text("<p>Ten minutes of news from the towns, then your questions. You need no camera and no account.</p>")
        ],
    )


def _monthly(dates: Dates) -> Sheet:
    return Sheet(
        name=MONTHLY,
        model=EventPage,
        parent="hub-frome",
        fields={
            "title": "The Frome table",
            "slug": "frome-table",
            "introduction": "One long table, soup and bread, and a question that the last evening left open.",
            "start_date": first_table(dates),
            "start_time": time(19),
            "end_time": time(21),
            "rule": "RRULE:FREQ=MONTHLY;BYDAY=1TU",
            "venue": "Town Hall",
            "address": "Christchurch Street West, BA11 1EB",
            "town": "Frome",
            "latitude": "51.22834",
            "longitude": "-2.32382",
            "is_step_free": True,
            "has_childcare": True,
            "access_note": "A hearing loop is fitted. The nearest stop is Market Place.",
            "capacity": 60,
            "topics": topics("Local life"),
        },
        body=_table_body,
    )


def _once(dates: Dates) -> Sheet:
    return Sheet(
        name=ONCE,
        model=EventPage,
        parent="home",
        fields={
            "title": "An evening in Birmingham",
            "slug": "birmingham-evening",
            "introduction": "What would have to happen here, and who would have to sit at the table?",
            "start_date": dates.from_now(16),
            "start_time": time(18, 30),
            "end_time": time(21, 30),
            "mode": "hybrid",
            "venue": "Friends’ Meeting House",
            "address": "40 Bull Street, B4 6AF",
            "town": "Birmingham",
            "online_url": "https://meet.example/birmingham",
            "is_step_free": True,
            "has_bsl": True,
            "has_quiet_room": True,
            "capacity": 200,
            "topics": topics("Campaigning", "Voting reform"),
        },
        speakers=(
            ("Dilys Owen", "Birmingham City Council"),
            ("Marcus Reid", "a nurse who has organised his ward"),
        ),
        body=lambda shelf: [text("<p>Short speeches, long conversations: two thirds of the evening are yours.</p>")],
    )


def _table_body(shelf: Shelf) -> list[Block]:
    return [
        text("<p>Bring a friend who votes differently. Soup is on the house; a bowl for gifts stands at the door.</p>")
    ]


def first_table(dates: Dates) -> date:
    """The day of the first one: it is over, and lies no more than nine weeks back."""
    return _first_tuesday(dates.from_now(-40))


def _first_tuesday(day: date) -> date:
    """The first Tuesday of that month."""
    first = day.replace(day=1)
    return first + timedelta((TUESDAY - first.weekday()) % 7)
