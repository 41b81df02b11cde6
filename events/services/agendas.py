"""What those who come want to talk about: suggested, marked and taken back by themselves, hidden by hosts."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from events.models import AgendaItem, AgendaMark, Occurrence, SignUp
from events.models.agenda import MOST_ITEMS
from events.services.places import lock_list


class NotAsked(Exception):
    """The hub does not ask, the meeting has begun or does not take place, or they have no place."""


class Enough(Exception):
    """They have suggested as much as one person may."""


def is_open(sign_up: SignUp, now: datetime) -> bool:
    """Whether somebody may say now what to talk about: they have a place, and it has not begun."""
    hub = sign_up.occurrence.event.hub
    is_coming = sign_up.state == SignUp.State.COMING
    return bool(hub and hub.takes_agenda and is_coming and not sign_up.occurrence.why_closed(now))


@transaction.atomic
def suggest(*, public_id: UUID, text: str, now: datetime) -> None:
    """Put something onto the list, which then matters to them. What stands there in the same words is only marked.

    Raises: SignUp.DoesNotExist, NotAsked, Enough.
    """
    row = _locked(public_id, now)
    of_date = AgendaItem.objects.filter(occurrence=row.occurrence)
    item = of_date.shown().filter(text__iexact=text).first()
    if item is None:
        # Hidden ones count, too: who is hidden may not go on.
        if of_date.filter(sign_up=row).count() >= MOST_ITEMS:
            raise Enough
        item = AgendaItem.objects.create(occurrence=row.occurrence, sign_up=row, text=text, created_at=now)
    AgendaMark.objects.get_or_create(item=item, sign_up=row)


@transaction.atomic
def mark(*, public_id: UUID, item_id: int, matters: bool, now: datetime) -> None:
    """Say that an item matters to them, or no longer does. Raises: SignUp.DoesNotExist, NotAsked."""
    row = _locked(public_id, now)
    item = AgendaItem.objects.filter(occurrence=row.occurrence, pk=item_id).shown().first()
    if item and matters:
        AgendaMark.objects.get_or_create(item=item, sign_up=row)
    elif item:
        AgendaMark.objects.filter(item=item, sign_up=row).delete()


@transaction.atomic
def take_back(*, public_id: UUID, item_id: int, now: datetime) -> None:
    """Take one's own item from the list. One that is hidden stays as it is. Raises: SignUp.DoesNotExist, NotAsked."""
    row = _locked(public_id, now)
    AgendaItem.objects.filter(sign_up=row, pk=item_id).shown().delete()


def hide(*, occurrence: Occurrence, item_id: int, is_hidden: bool, user: Any, now: datetime) -> None:
    """Show an item to nobody who comes, or show it again."""
    changed: dict[str, Any] = {"hidden_at": now, "hidden_by": user} if is_hidden else {"hidden_at": None}
    AgendaItem.objects.filter(occurrence=occurrence, pk=item_id).update(**changed)


def _locked(public_id: UUID, now: datetime) -> SignUp:
    """A sign-up, with its date locked: nobody counts while another adds. Raises: SignUp.DoesNotExist, NotAsked."""
    found = SignUp.objects.get(public_id=public_id)
    occurrence = lock_list(found.occurrence_id).occurrence
    row = SignUp.objects.get(pk=found.pk)
    row.occurrence = occurrence
    if not is_open(row, now):
        raise NotAsked
    return row
