"""The waiting list: free places are offered in its order, for a time; what nobody takes goes to the next."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from events.models import GuestList, SignUp
from events.services import sign_up_mail
from events.services.places import free_places, lock_list

HELD_FOR = timedelta(hours=24)
"""So long somebody may think about an offer; when the date is near, half of the time that is left."""

MOST_PASSED = 20
"""So many are told that they were passed over: those who come after them would not have been next."""


def fill(guest_list: GuestList, now: datetime) -> None:
    """Offer free places to those who wait, within a transaction that holds the list's lock.

    Who needs more places than there are is passed over, and keeps their place in the order. The first of them are told
    so, each once: with fewer guests they would have been next.
    """
    occurrence = guest_list.occurrence
    free = 0 if occurrence.why_closed(now) else free_places(guest_list)
    offered: list[SignUp] = []
    passed: list[SignUp] = []
    if free > 0:
        for sign_up in SignUp.objects.filter(occurrence=occurrence).waiting():
            if free <= 0:
                break
            sign_up.occurrence = occurrence
            is_offered = sign_up.people <= free
            free -= sign_up.people if is_offered else 0
            (offered if is_offered else passed).append(sign_up)
    _offer(offered, until=now + min(HELD_FOR, (occurrence.starts_at - now) / 2))
    sign_up_mail.queue_all(passed[:MOST_PASSED], "sign_up", kind="passed", now=now)
    sign_up_mail.queue_all(offered, "sign_up", kind="offered", now=now)


def _offer(sign_ups: list[SignUp], *, until: datetime) -> None:
    for sign_up in sign_ups:
        sign_up.state, sign_up.offered_until = SignUp.State.OFFERED, until
    SignUp.objects.bulk_update(sign_ups, ["state", "offered_until"], batch_size=500)


def move_up(now: datetime) -> None:
    """The job of every minute: end the offers that nobody took, and see whether places came free in another way."""
    lapsed = Q(state=SignUp.State.OFFERED, offered_until__lte=now)
    waiting = Q(state=SignUp.State.WAITING, occurrence__starts_at__gt=now)
    dates = SignUp.objects.filter(lapsed | waiting).order_by("occurrence").values_list("occurrence", flat=True)
    for occurrence_id in list(dates.distinct()):
        _move_up(occurrence_id, now)


@transaction.atomic
def _move_up(occurrence_id: int, now: datetime) -> None:
    guest_list = lock_list(occurrence_id)
    offered = SignUp.objects.filter(occurrence=occurrence_id, state=SignUp.State.OFFERED, offered_until__lte=now)
    for sign_up in offered:
        sign_up.state, sign_up.cancelled_at, sign_up.occurrence = SignUp.State.CANCELLED, now, guest_list.occurrence
        sign_up.save(update_fields=["state", "cancelled_at"])
        sign_up_mail.queue(sign_up, "sign_up", kind="lapsed", now=now)
    fill(guest_list, now)
