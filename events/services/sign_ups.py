"""Saying that one comes, with how many, and that one does not: what people do about themselves, without an account."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from django.db import transaction

from events.models import GuestList, SignUp
from events.models.occurrence import Closed
from events.services import notices, sign_up_mail
from events.services.places import free_places, lock_list
from events.services.waiting_list import fill


class NotOpen(Exception):
    """Nobody can sign up for this date, or change anything about it. `why` says why."""

    def __init__(self, why: Closed) -> None:
        super().__init__(why)
        self.why = why


class TooMany(Exception):
    """More people than can come: `most` can, all others staying away."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


class NotOnList(Exception):
    """They have given up their place already, or the time of their offer was over."""


class NoOffer(Exception):
    """There is no offer to take: it was taken, or its time is over."""


@transaction.atomic
def sign_up(
    *,
    occurrence_id: int,
    name: str,
    email: str,
    guests: int,
    answers: Sequence[tuple[str, str]],
    locale: str,
    now: datetime,
) -> bool:
    """Give somebody a place or, where there is none, one on the waiting list, and tell them by mail.

    Gives whether there is a place: for whoever is new. Of an address that is on the list already nothing changes, and
    whoever types it is not told so; its owner is, by mail, a few times. Raises: NotOpen, TooMany.
    """
    guest_list = _open_list(occurrence_id, now)
    people, places = 1 + guests, guest_list.places
    if places is not None and people > places:
        raise TooMany(places)
    has_place = people <= free_places(guest_list)
    address = email.lower()
    known = SignUp.objects.filter(occurrence=occurrence_id, email=address).current().first()
    row = known or SignUp.objects.create(
        occurrence=guest_list.occurrence,
        name=name,
        email=address,
        guests=guests,
        answers=[list(pair) for pair in answers],
        state=SignUp.State.COMING if has_place else SignUp.State.WAITING,
        created_at=now,
        locale=locale,
    )
    row.occurrence = guest_list.occurrence
    sign_up_mail.confirm(row, is_new=known is None, now=now)
    return has_place


@transaction.atomic
def change_guests(*, public_id: UUID, guests: int, now: datetime) -> None:
    """Bring more or fewer people. Raises: SignUp.DoesNotExist, NotOnList, NotOpen, TooMany."""
    with _own(public_id, now) as (guest_list, row):
        holds = row.state in (SignUp.State.COMING, SignUp.State.OFFERED)
        # On the waiting list one may wish for as many as the room takes; whoever holds places, for what is free.
        most = free_places(guest_list) + row.people if holds else guest_list.places
        if most is not None and 1 + guests > most and guests > row.guests:
            raise TooMany(most)
        row.guests = guests
        row.save(update_fields=["guests"])


@transaction.atomic
def accept_offer(*, public_id: UUID, now: datetime) -> None:
    """Take the place that was offered. Raises: SignUp.DoesNotExist, NotOnList, NotOpen, NoOffer."""
    with _own(public_id, now) as (_guest_list, row):
        if not row.is_offered(now):
            raise NoOffer
        row.state, row.offered_until = SignUp.State.COMING, None
        row.save(update_fields=["state", "offered_until"])
        sign_up_mail.queue(row, "sign_up", kind="coming", cause="accepted", now=now)


@transaction.atomic
def cancel(*, public_id: UUID, now: datetime) -> None:
    """Give up one's place, or one's place on the waiting list: always. Raises: SignUp.DoesNotExist, NotOnList."""
    with _own(public_id, now, must_be_open=False) as (_guest_list, row):
        row.state, row.cancelled_at, row.offered_until = SignUp.State.CANCELLED, now, None
        row.save(update_fields=["state", "cancelled_at", "offered_until"])


def _open_list(occurrence_id: int, now: datetime) -> GuestList:
    """Raises: NotOpen."""
    guest_list = lock_list(occurrence_id)
    if why := guest_list.occurrence.why_closed(now):
        raise NotOpen(why)
    # Who signs up now knows when and where it is: those who did before are told first.
    notices.tell(guest_list, now)
    return guest_list


@contextmanager
def _own(public_id: UUID, now: datetime, *, must_be_open: bool = True) -> Iterator[tuple[GuestList, SignUp]]:
    """A sign-up and its list, locked; afterwards those who wait are offered what has come free."""
    found = SignUp.objects.get(public_id=public_id)
    guest_list = _open_list(found.occurrence_id, now) if must_be_open else lock_list(found.occurrence_id)
    row = SignUp.objects.get(pk=found.pk)
    if row.state == SignUp.State.CANCELLED:
        raise NotOnList
    row.occurrence = guest_list.occurrence
    yield guest_list, row
    fill(guest_list, now)
