"""Wishes for meetings as tests need them: near Frome, confirmed, unless they say otherwise."""

from datetime import datetime
from typing import Any

from events.models import MeetingWish
from events.services import meeting_wishes
from events.services.meeting_wishes import Answer
from events.towns import gazetteer
from tests.factories.events import NOW


def town_id(label: str) -> int:
    return gazetteer.named(label)[0].id


def wish(
    person: str = "ann", town: str = "Frome", *, now: datetime = NOW, locale: str = "en", **said: Any
) -> MeetingWish:
    """<person>@example.org has answered and not yet pressed the button; they would come, unless `said` otherwise."""
    said = {"would_come": True, **said}
    email = f"{person.lower()}@example.org"
    meeting_wishes.ask(town_id=town_id(town), email=email, answer=Answer(**said), locale=locale, now=now)
    return MeetingWish.objects.latest("pk")


def want(person: str = "ann", town: str = "Frome", *, now: datetime = NOW, **said: Any) -> MeetingWish:
    """The same, with the button pressed."""
    asked = wish(person, town, now=now, **said)
    meeting_wishes.confirm(public_id=asked.public_id, now=now)
    asked.refresh_from_db()
    return asked


def many(number: int, town: str = "Frome", *, prefix: str = "p", **said: Any) -> list[MeetingWish]:
    return [want(f"{prefix}{each}-{town.split(',')[0].replace(' ', '-')}", town, **said) for each in range(number)]
