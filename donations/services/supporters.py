"""What a donor says after the gift: a public name and words, shown once approved, and whether to be told more."""

from datetime import datetime
from typing import Any

from django.db import transaction

from cms import caching
from donations.models import Donation, Donor, SupporterMessage

State = SupporterMessage.State

MAY_SPEAK = (Donation.State.PAID, Donation.State.PART_REFUNDED)
"""Who is a supporter in public: whose money is here, or a part of it."""


class NotPaid(Exception):
    """The gift has not arrived, or has gone back: nobody speaks in public for it."""


class MessageChanged(Exception):
    """The donor has written something else since it was read."""


@transaction.atomic
def write_message(*, donation: Donation, public_name: str, comment: str, now: datetime) -> SupporterMessage | None:
    """Keep what a donor wants shown; other words wait for approval anew. Without any, what there was is deleted.

    Raises: NotPaid.
    """
    locked = _lock(donation)
    if locked.state not in MAY_SPEAK:
        raise NotPaid
    before = SupporterMessage.objects.filter(donation=locked).first()
    if before and (before.public_name, before.comment) == (public_name, comment):
        return before
    if before and before.state == State.SHOWN:
        caching.purge(locked.crowdfund.cache_tag)
    if not public_name and not comment:
        SupporterMessage.objects.filter(donation=locked).delete()
        return None
    words = {"public_name": public_name, "comment": comment, "written_at": now}
    undecided = {"state": State.WAITING, "decided_by": None, "decided_at": None}
    return SupporterMessage.objects.update_or_create(donation=locked, defaults=words | undecided)[0]


@transaction.atomic
def set_wish_for_updates(*, donation: Donation, wants: bool, evidence: str, now: datetime) -> None:
    """Keep whether the donor wants to hear what became of the money, and the words and gift that they said yes with.

    The receipt of another gift takes nothing back: anybody could have paid in the name of the address.
    """
    donor = Donor.objects.select_for_update().filter(donations=donation, erased_at=None).first()
    if donor is None or (donor.wants_updates_since if wants else not was_wished_with(donor, donation)):
        return
    said = f"{donation.reference}: {evidence}"
    donor.wants_updates_since, donor.updates_evidence = (now, said) if wants else (None, "")
    donor.save(update_fields=["wants_updates_since", "updates_evidence"])


def was_wished_with(donor: Donor | None, donation: Donation) -> bool:
    """Whether the donor said on this gift's receipt that they want updates; other receipts do not tell."""
    return donor is not None and donor.updates_evidence.startswith(f"{donation.reference}: ")


@transaction.atomic
def stop_updates(*, donor_id: int) -> None:
    """Send a donor no more updates. Stopping twice is stopping once."""
    Donor.objects.filter(pk=donor_id).update(wants_updates_since=None, updates_evidence="")


@transaction.atomic
def decide_message(*, message_id: int, state: str, read_at: datetime, user: Any, now: datetime) -> SupporterMessage:
    """Show or hide a message, or put it back among those that wait.

    `read_at` is when those words were written that the decision is about.

    Raises: SupporterMessage.DoesNotExist, MessageChanged.
    """
    donation = Donation.objects.filter(message__pk=message_id).first()
    if donation is None:
        raise SupporterMessage.DoesNotExist
    locked = _lock(donation)
    message = SupporterMessage.objects.get(pk=message_id)
    if message.written_at != read_at:
        raise MessageChanged
    message.state = state
    message.decided_by, message.decided_at = (None, None) if state == State.WAITING else (user, now)
    message.save(update_fields=["state", "decided_by", "decided_at"])
    caching.purge(locked.crowdfund.cache_tag)
    return message


def _lock(donation: Donation) -> Donation:
    return Donation.objects.select_for_update(of=("self",)).select_related("crowdfund").get(pk=donation.pk)
