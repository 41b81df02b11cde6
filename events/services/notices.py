"""What those who signed up are told by themselves: that a date was moved or cancelled, and that it is tomorrow.

Each list keeps what its people know. Whoever changes a date, in whatever way, need not think of them: the clock sees
that it differs.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from events.models import GuestList, SignUp
from events.services import sign_up_mail
from events.services.places import lock_list, when_and_where

REMINDED_BEFORE = timedelta(hours=24)
MOST_REMINDERS = 200
"""So many in one run: other jobs of the clock wait meanwhile."""


def tell_of_changes(now: datetime) -> None:
    """The job of every minute: tell the people of each date that is still to come what they do not know yet."""
    ahead = GuestList.objects.filter(occurrence__ends_at__gt=now, occurrence__is_public=True)
    for guest_list in list(ahead.select_related("occurrence__event")):
        if guest_list.told != when_and_where(guest_list.occurrence):
            _tell(guest_list.pk, now)


@transaction.atomic
def _tell(occurrence_id: int, now: datetime) -> None:
    tell(lock_list(occurrence_id), now)


def tell(guest_list: GuestList, now: datetime) -> None:
    """Tell all on the list what has changed since they were told last, within a transaction that holds its lock.

    Of a date that is cancelled only that matters. Whose date was moved to another day is reminded of it anew.
    """
    occurrence, before = guest_list.occurrence, guest_list.told
    after = when_and_where(occurrence)
    if before == after:
        return
    guest_list.told = after
    guest_list.save(update_fields=["told"])
    people = SignUp.objects.filter(occurrence=occurrence).current().select_related("occurrence__event__hub")
    if before["starts_at"] != after["starts_at"]:
        people.update(reminded_at=None)
    if before["is_cancelled"] and after["is_cancelled"]:
        return
    kind = "cancelled" if after["is_cancelled"] else "restored" if before["is_cancelled"] else "changed"
    sign_up_mail.queue_all(list(people), "sign_up_changed", kind=kind, cause=f"{kind}:{now.timestamp():.0f}", now=now)


def remind(now: datetime) -> None:
    """The job of every few minutes: remind those who come of what is tomorrow, unless they signed up only today."""
    due = SignUp.objects.coming().filter(
        occurrence__status="scheduled",
        occurrence__is_public=True,
        occurrence__starts_at__range=(now, now + REMINDED_BEFORE),
        created_at__lt=F("occurrence__starts_at") - REMINDED_BEFORE,
        reminded_at=None,
    )
    for sign_up in due.select_related("occurrence__event__hub")[:MOST_REMINDERS]:
        _remind(sign_up, now)


@transaction.atomic
def _remind(sign_up: SignUp, now: datetime) -> None:
    if SignUp.objects.coming().filter(pk=sign_up.pk, reminded_at=None).update(reminded_at=now):
        sign_up_mail.queue(
            sign_up, "sign_up_reminder", kind="", cause=f"{sign_up.occurrence.starts_at:%Y%m%d%H%M}", now=now
        )
