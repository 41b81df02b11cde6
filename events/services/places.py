"""The places of a date: its lock, and how many are free."""

from typing import Any

from events.models import GuestList, Occurrence, SignUp

NO_LIMIT = 10**9


def lock_list(occurrence_id: int) -> GuestList:
    """A date's guest list, made where it is missing, and nobody else's until the transaction ends.

    The date's row is what is locked. Whoever also needs its event locks that first (events/services/occurrences.py).
    """
    rows = Occurrence.objects.select_for_update(of=["self"]).select_related("event__hub")
    occurrence = rows.get(pk=occurrence_id)
    known = {"told": when_and_where(occurrence)}
    guest_list: GuestList = GuestList.objects.get_or_create(occurrence=occurrence, defaults=known)[0]
    guest_list.occurrence = occurrence
    return guest_list


def free_places(guest_list: GuestList) -> int:
    """How many people can still come, never less than none; `NO_LIMIT` where all can."""
    if guest_list.places is None:
        return NO_LIMIT
    return max(guest_list.places - SignUp.objects.filter(occurrence=guest_list.occurrence).holding().people(), 0)


def is_full(occurrence: Occurrence) -> bool:
    """Whether whoever signs up now comes onto the waiting list, even alone."""
    guest_list = getattr(occurrence, "guest_list", None) or GuestList(occurrence=occurrence)
    return free_places(guest_list) == 0


def when_and_where(occurrence: Occurrence) -> dict[str, Any]:
    """What those who come must know, as it is kept in JSON."""
    return {
        "starts_at": occurrence.starts_at.isoformat(),
        "ends_at": occurrence.ends_at.isoformat(),
        "place": occurrence.place,
        "online_url": occurrence.event.online_url if occurrence.event.is_online else "",
        "is_cancelled": occurrence.is_cancelled,
    }
