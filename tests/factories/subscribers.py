"""People who signed up as tests need them, and a page with a form."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.utils import translation

from community.models import Consent, Subscriber
from community.purposes import offered_of
from community.services import subscribing
from community.services.subscribing import Where
from pages.models import CampaignPage
from tests.factories.events import NOW
from tests.factories.pages import block, place

PAGE = UUID("00000000-0000-4000-8000-000000000001")
SIGN_UP = {"heading": "Hear more", "text": "", "purposes": ["news", "help"], "asks_name": True, "button": "Sign up"}


def place_form(title: str = "A campaign", *, fields: dict[str, Any] | None = None, **sign_up: Any) -> CampaignPage:
    """A published page with the form to sign up."""
    return place(CampaignPage, title, body=[block("sign_up", {**SIGN_UP, **sign_up})], **(fields or {}))


def address_of(page: CampaignPage) -> str:
    """Where its form goes to."""
    return f"/sign-up/{page.translation_key}/{page.body[0].id}/"


def boxes(*purposes: str, language: str = "en") -> list[str]:
    """What a form sends of the boxes that are ticked."""
    with translation.override(language):
        return [each.key for each in offered_of(purposes)]


def ask(
    name: str = "Ann",
    *purposes: str,
    now: datetime = NOW,
    locale: str = "en",
    page_key: UUID = PAGE,
    block_id: str | None = None,
) -> Subscriber:
    """Somebody ticks these (news, if none is named) as <name>@example.org, and has not confirmed it."""
    with translation.override(locale):
        consents = offered_of(purposes or ("news",))
    where = Where(page_key, block_id or str(uuid4()), locale)
    subscribing.ask(email=f"{name}@example.org", name=name, consents=consents, where=where, now=now)
    return Subscriber.objects.get(email=f"{name}@example.org".lower())


def subscribe(name: str = "Ann", *purposes: str, now: datetime = NOW, **fields: Any) -> Subscriber:
    """The same, and confirms it."""
    subscriber = ask(name, *purposes, now=now, **fields)
    subscribing.confirm(public_id=subscriber.public_id, consents=pending(subscriber), now=now)
    subscriber.refresh_from_db()
    return subscriber


def pending(subscriber: Subscriber) -> list[int]:
    return list(subscriber.consents.pending().values_list("pk", flat=True))


def in_force(subscriber: Subscriber) -> list[str]:
    """The purposes that somebody may be written to about."""
    return sorted(Consent.objects.in_force().filter(subscriber=subscriber.pk).values_list("purpose", flat=True))
