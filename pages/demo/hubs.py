"""The demo's hubs: the list, Brighton and Frome, the two volunteers who lead them, and who follows them."""

from datetime import date, time, timedelta

from django.utils import timezone

from accounts.models import User
from events.models import Follower, Hub
from pages.demo.blocks import Block, call_to_action, text
from pages.demo.building import Sheet, Shelf, key_of
from pages.demo.dates import Dates
from pages.demo.people import CONTACT
from pages.demo.topics import topics
from pages.models import EventPage, HubIndexPage, HubPage

WEDNESDAY = 2
LEADS = {"hub-brighton": "brighton", "hub-frome": "frome"}
"""Of each hub's page, the login of its lead."""

FOLLOWERS = {"hub-brighton": 7, "hub-frome": 3}
"""Of each hub's page, how many follow it."""


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


def load_followers() -> int:
    """Have some people follow the hubs, unless somebody does already. Gives how many were made."""
    made: list[Follower] = []
    for name, number in FOLLOWERS.items():
        hub, now = Hub.objects.get(key=key_of(name)), timezone.now()
        addresses = [f"{hub.slug}-{each}@example.org" for each in range(1, number + 1)]
        if not hub.followers.exists():
            told = {"hub": hub, "locale": "en", "created_at": now, "confirmed_at": now}
            made += Follower.objects.bulk_create([Follower(email=address, **told) for address in addresses])
    return len(made)


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
            "takes_agenda": True,
            "asks_afterwards": True,
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
            "topics": topics("Local life"),
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
