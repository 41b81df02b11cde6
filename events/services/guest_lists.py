"""What hosts do with a guest list: places, who has come, a word to those who come; and when it is forgotten."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from events.models import GuestList, HostMessage, SignUp
from events.services import messages, sign_up_mail
from events.services.messages import NotNow
from events.services.places import lock_list
from events.services.waiting_list import fill


@transaction.atomic
def set_places(*, occurrence_id: int, places: int | None, now: datetime) -> None:
    """Let a date have so many places, or as many as its event. Those who wait are offered what is new; nobody goes."""
    guest_list = lock_list(occurrence_id)
    guest_list.capacity = places
    guest_list.save(update_fields=["capacity"])
    fill(guest_list, now)


@transaction.atomic
def check_in(*, occurrence_id: int, sign_up_id: int, has_come: bool) -> None:
    """Note that somebody is here with their guests, or is not. Who stood on the waiting list may have got in, too."""
    SignUp.objects.filter(occurrence=occurrence_id).current().filter(pk=sign_up_id).update(has_come=has_come)


@transaction.atomic
def count_walk_ins(*, occurrence_id: int, number: int) -> None:
    """Note how many people came who had not signed up: never who."""
    guest_list = lock_list(occurrence_id)
    guest_list.walk_ins = number
    guest_list.save(update_fields=["walk_ins"])


@transaction.atomic
def write_to_those_coming(*, occurrence_id: int, text: str, user: Any, now: datetime) -> HostMessage:
    """Send plain words to everybody who has a place, each in a mail of their own. Raises: NotNow."""
    occurrence = lock_list(occurrence_id).occurrence
    if occurrence.ends_at + timedelta(days=settings.SIGN_UPS_KEPT_DAYS) <= now:
        raise NotNow("over")
    people = list(SignUp.objects.filter(occurrence=occurrence).coming())
    message: HostMessage = messages.keep(occurrence.host_messages, people=people, text=text, user=user, now=now)
    people[0].occurrence = occurrence
    sign_up_mail.queue_message(people, message, now)
    return message


def forget(now: datetime) -> None:
    """The job of every day: of dates that are long over, keep how many people there were, and nobody's name."""
    over = GuestList.objects.filter(
        forgotten_at=None, occurrence__ends_at__lt=now - timedelta(days=settings.SIGN_UPS_KEPT_DAYS)
    )
    for occurrence_id in list(over.values_list("pk", flat=True)):
        _forget(occurrence_id, now)


@transaction.atomic
def _forget(occurrence_id: int, now: datetime) -> None:
    guest_list = lock_list(occurrence_id)
    sign_ups = SignUp.objects.filter(occurrence=occurrence_id)
    guest_list.signed_up = sign_ups.coming().people()
    guest_list.came = sign_ups.filter(has_come=True).people() + guest_list.walk_ins
    guest_list.forgotten_at = now
    guest_list.save(update_fields=["signed_up", "came", "forgotten_at"])
    sign_ups.delete()
