"""The demo's wishes for meetings: a map of them, one proposal for the hub in Frome, and an open place in Nuneaton."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from cms import caching
from events.models import MEETINGS_WANTED, MeetingWish
from events.services.meeting_proposals import count_in
from events.towns import gazetteer

NUMBERS = {
    "Frome": 7,
    "Westbury": 2,
    "Warminster": 2,
    "Nuneaton": 11,
    "Boston": 7,
    "Harlow": 6,
    "Lancaster": 5,
    "Stirling": 5,
    "Wrexham": 5,
    "Merthyr Tydfil": 3,
    "Berwick-Upon-Tweed": 3,
    "Kendal": 2,
    "Newry": 2,
    "Perth": 1,
}
"""Of each town, how many want a meeting there."""

HELP = {
    "Frome": {
        "can_host": True,
        "name": "Hester Lyle",
        "where": "The upper room of the library: there is a lift.",
        "who": "The choir, the food bank, and somebody from each party.",
        "how": "In small groups, with one question each.",
    },
    "Nuneaton": {
        "has_venue": True,
        "name": "Ravi Shah",
        "where": "Our club has a hall that is free on Tuesdays.",
        "who": "People from the estates, and the young.",
        "how": "Food first. No platform.",
    },
}
"""What the first of a town says who can do more than come."""


@transaction.atomic
def load_wishes() -> int:
    """Have people want meetings, unless somebody does already. Gives how many do now."""
    if MeetingWish.objects.exists():
        return 0
    number = 0
    for label, people in NUMBERS.items():
        for person in range(people):
            _want(label, number := number + 1, is_first=person == 0)
    caching.purge(MEETINGS_WANTED)
    return number


def _want(label: str, number: int, *, is_first: bool) -> None:
    now = timezone.now() - timedelta(hours=1440 - 12 * number)
    town = gazetteer.named(label)[0]
    more = HELP.get(label, {}) if is_first else {}
    told = {"email": f"wish-{number}@example.org", "locale": "en", "created_at": now, "confirmed_at": now}
    count_in(MeetingWish.objects.create(town_id=town.id, would_come=True, wants_mail=True, **told, **more), now)
