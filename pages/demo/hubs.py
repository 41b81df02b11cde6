"""The demo's hubs: the list, Brighton and Frome, and the two volunteers who lead them."""

from datetime import date, time, timedelta

from accounts.models import User
from events.models import Hub
from pages.demo.blocks import Block, call_to_action, text
from pages.demo.building import Sheet, Shelf, key_of
from pages.demo.dates import Dates
from pages.demo.people import CONTACT
from pages.models import EventPage, HubIndexPage, HubPage

WEDNESDAY = 2
LEADS = {"hub-brighton": "brighton", "hub-frome": "frome"}
"""Of each hub's page, the login of its lead."""


def hub_sheets(dates: Dates) -> tuple[Sheet, ...]:
    return (_hubs(), _brighton(), _frome(), _open_evening(dates))


def load_hub_people(*, reset: bool) -> int:
    """Make the two volunteers leads, unless somebody runs the hub already. Gives how many were made."""
    written = 0
    for name, username in LEADS.items():
        hub, user = Hub.objects.get(key=key_of(name)), User.objects.get(username=username)
        people = User.objects.filter(groups__in=[hub.leads_group, hub.hosts_group])
        if not people.exists() or (reset and not people.filter(pk=user.pk).exists()):
            user.groups.add(hub.leads_group)
            written += 1
    return written


def _hubs() -> Sheet:
    return Sheet(
        name="hubs",
        model=HubIndexPage,
        parent="home",
        fields={
            "title": "Hubs",
            "slug": "hubs",
            "show_in_menus": True,
            "introduction": "Each is run by people who live there. Find the one near you, or begin one.",
        },
        body=lambda shelf: [
            call_to_action(
                "None near you?",
                "Two people who want to host, and a room, are enough for a first evening.",
                "Begin a hub",
                url=f"mailto:{CONTACT}",
            )
        ],
    )


def _brighton() -> Sheet:
    return Sheet(
        name="hub-brighton",
        model=HubPage,
        parent="hubs",
        fields={
            "title": "Brighton",
            "slug": "brighton",
            "introduction": "The first of the local meetings filled its room. We have met ever since.",
            "towns": "Brighton, Hove, Lewes",
            "contact_email": "brighton@compass.example",
        },
        body=_brighton_body,
    )


def _frome() -> Sheet:
    return Sheet(
        name="hub-frome",
        model=HubPage,
        parent="hubs",
        fields={
            "title": "Frome",
            "slug": "frome",
            "introduction": "A market town and its villages, begun by people who had come to the evening in July.",
            "area": "East Somerset",
            "towns": "Frome, Bruton, Shepton Mallet",
            "contact_email": "frome@compass.example",
            "chat_url": "https://chat.example/frome",
        },
        body=_frome_body,
    )


def _open_evening(dates: Dates) -> Sheet:
    return Sheet(
        name="brighton-evening",
        model=EventPage,
        parent="hub-brighton",
        fields={
            "title": "An open evening in Brighton",
            "slug": "open-evening",
            "introduction": "Every second Wednesday of the month. Come for ten minutes or for all of it.",
            "start_date": _second_wednesday(dates.from_now(-40)),
            "start_time": time(18, 30),
            "end_time": time(20, 30),
            "rule": "RRULE:FREQ=MONTHLY;BYDAY=2WE",
            "venue": "Community Centre",
            "address": "2 Example Road",
            "town": "Brighton",
            "is_step_free": True,
            "has_quiet_room": True,
            "capacity": 40,
        },
        body=lambda shelf: [],
    )


def _second_wednesday(day: date) -> date:
    """The second Wednesday of that month."""
    first = day.replace(day=1)
    return first + timedelta((WEDNESDAY - first.weekday()) % 7 + 7)


def _brighton_body(shelf: Shelf) -> list[Block]:
    return [
        text(
            """
            <h2>How we meet</h2>
            <p>In small groups first, with one question each. Speeches come last, if at all. You need not belong to a
            party, and nobody will ask you to join one.</p>
            """
        )
    ]


def _frome_body(shelf: Shelf) -> list[Block]:
    return [
        text(
            """
            <h2>What we have learned</h2>
            <p>Market towns are not small cities. Lifts home matter more than leaflets, and whoever cooks decides when
            the evening ends.</p>
            """
        )
    ]
