"""Signing up to be written to, confirming it, choosing anew, and leaving. Opening a link does none of it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from cms.mail import take_back
from community.models import Consent, Subscriber
from community.purposes import OfferedConsent
from community.services import subscribing_mail

UNCONFIRMED_KEPT = timedelta(days=7)
LEFT_KEPT = timedelta(days=365)
"""So long it is known who left, and what they had agreed to: as evidence, and for lists that were taken elsewhere."""


@dataclass(frozen=True, slots=True)
class Where:
    """The form: the page's translation key, the block's id in it, and the language in which it was read."""

    page_key: UUID
    block_id: str
    locale: str


@transaction.atomic
def ask(*, email: str, name: str, consents: Iterable[OfferedConsent], where: Where, now: datetime) -> None:
    """Send a mail whose link leads to the button that confirms the address, and with it what was ticked.

    Of what somebody has confirmed already nothing changes, and whoever types the address is not told so; its owner is,
    a few times.
    """
    known = {"page_key": where.page_key, "block_id": where.block_id, "locale": where.locale, "created_at": now}
    Subscriber.objects.get_or_create(email=email.lower(), defaults=known)
    subscriber = Subscriber.objects.select_for_update().get(email=email.lower())
    if subscriber.confirmed_at is None:
        # Whoever it is: nobody but the owner of the address reads it before it is confirmed.
        Subscriber.objects.filter(pk=subscriber.pk).update(name=name, locale=where.locale)
    held = set(subscriber.consents.in_force().values_list("purpose", flat=True))
    asked = [_ask_for(subscriber, each, where, now) for each in consents if each.purpose not in held]
    subscribing_mail.confirm(subscriber, new=[consent for consent, is_new in asked if is_new], now=now)


def _ask_for(subscriber: Subscriber, asked: OfferedConsent, where: Where, now: datetime) -> tuple[Consent, bool]:
    told = {"wording": asked.wording, "locale": where.locale, "given_at": now}
    place = {"page_key": where.page_key, "block_id": where.block_id}
    return Consent.objects.update_or_create(
        subscriber=subscriber, purpose=asked.purpose, withdrawn_at=None, defaults={**told, **place}
    )


@transaction.atomic
def confirm(*, public_id: UUID, consents: Collection[int], now: datetime) -> None:
    """Let those consents be in force that somebody saw and confirmed with a button, by their keys."""
    subscriber = _lock(public_id)
    if subscriber and subscriber.consents.pending().filter(pk__in=consents).update(confirmed_at=now):
        subscriber.confirmed_at, subscriber.left_at = subscriber.confirmed_at or now, None
        subscriber.save(update_fields=["confirmed_at", "left_at"])


@transaction.atomic
def choose(*, public_id: UUID, name: str, consents: Iterable[OfferedConsent], locale: str, now: datetime) -> None:
    """Have exactly these in force, as somebody ticked them on their own page. Of no effect before they confirmed."""
    subscriber = _lock(public_id)
    if subscriber is None or subscriber.confirmed_at is None:
        return
    wanted = {each.purpose: each for each in consents}
    subscriber.consents.pending().delete()
    subscriber.consents.in_force().exclude(purpose__in=wanted).update(withdrawn_at=now)
    held = set(subscriber.consents.in_force().values_list("purpose", flat=True))
    for each in wanted.values():
        if each.purpose not in held:
            told = {"purpose": each.purpose, "wording": each.wording, "locale": locale}
            subscriber.consents.create(**told, given_at=now, confirmed_at=now)
    subscriber.name, subscriber.left_at = name, None if wanted else subscriber.left_at or now
    subscriber.save(update_fields=["name", "left_at"])


@transaction.atomic
def leave(*, public_id: UUID, now: datetime) -> None:
    """Withdraw all. Who never confirmed is forgotten at once. Leaving twice is leaving once."""
    subscriber = _lock(public_id)
    if subscriber is None:
        return
    take_back(subscribing_mail.keys_of(subscriber))
    if subscriber.confirmed_at is None:
        subscriber.delete()
        return
    subscriber.consents.pending().delete()
    subscriber.consents.in_force().update(withdrawn_at=now)
    subscriber.left_at = subscriber.left_at or now
    subscriber.save(update_fields=["left_at"])


def forget(now: datetime) -> None:
    """The job of every day: forget what nobody confirmed, and who left long ago."""
    Consent.objects.pending().filter(given_at__lte=now - UNCONFIRMED_KEPT).delete()
    Subscriber.objects.unconfirmed().filter(consents=None).delete()
    Subscriber.objects.filter(left_at__lte=now - LEFT_KEPT).delete()


def _lock(public_id: UUID) -> Subscriber | None:
    return Subscriber.objects.select_for_update().filter(public_id=public_id).first()
