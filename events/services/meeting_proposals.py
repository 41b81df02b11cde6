"""Proposals: made when enough people want a meeting near a town, and what hubs and editors do with them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from events.hub_areas import hub_near
from events.models import Hub, MeetingProposal, MeetingsWantedSettings, MeetingWish, ProposalMessage
from events.services import meeting_wish_mail, messages
from events.towns import gazetteer
from events.towns.gazetteer import Town

State = MeetingProposal.State


class NotOpen(Exception):
    """Somebody has decided of this proposal before."""


def count_in(wish: MeetingWish, now: datetime) -> None:
    """Add an answer to the nearest proposal that grows, or make one if it is the last that was wanting.

    Within the transaction in which the answer is confirmed, which keeps all others waiting.
    """
    town, wanted = gazetteer.by_id(wish.town_id), MeetingsWantedSettings.current()
    if town is None:
        return
    around = gazetteer.around(town, wanted.miles)
    growing = {each.town_id: each for each in MeetingProposal.objects.growing().filter(town_id__in=_ids(around))}
    if nearest := next((growing[near.id] for near in around if near.id in growing), None):
        MeetingWish.objects.filter(pk=wish.pk).update(proposal=nearest)
    elif place := _place_of_many(around, wanted):
        _propose(place, wanted, now)


def _place_of_many(around: list[Town], wanted: MeetingsWantedSettings) -> Town | None:
    """Which of these towns has enough answers near it: the one with the most, else the biggest."""
    numbers = _uncounted(gazetteer.around(around[0], 2 * wanted.miles))
    sums = {place: _sum_near(place, numbers, wanted.miles) for place in around if place.id in numbers}
    enough = [place for place, number in sums.items() if number >= wanted.enough]
    return max(enough, key=lambda place: (sums[place], numbers[place.id], place.population), default=None)


def _uncounted(towns: list[Town]) -> Mapping[int, int]:
    return MeetingWish.objects.uncounted().filter(town_id__in=_ids(towns)).by_town()


def _sum_near(place: Town, numbers: Mapping[int, int], miles: float) -> int:
    return sum(numbers.get(town.id, 0) for town in gazetteer.around(place, miles))


def _propose(place: Town, wanted: MeetingsWantedSettings, now: datetime) -> None:
    """Those whose wish was not to be fulfilled before are among those who want it now."""
    hub = hub_near(place, Hub.objects.in_force())
    proposal = MeetingProposal.objects.create(town_id=place.id, hub=hub, created_at=now, changed_at=now)
    near = MeetingWish.objects.confirmed().filter(town_id__in=_ids(gazetteer.around(place, wanted.miles)))
    near.filter(Q(proposal=None) | Q(proposal__state=State.NOT_NOW)).update(proposal=proposal)


def _ids(towns: list[Town]) -> list[int]:
    return [town.id for town in towns]


@transaction.atomic
def give_to_hub(*, proposal_id: int, hub: Hub, now: datetime) -> None:
    """Ask a hub to plan it, also one after another had said “not now”. Raises: NotOpen once a meeting is planned."""
    proposal = _locked(proposal_id, State.OPEN, State.NOT_NOW)
    proposal.hub, proposal.state, proposal.reason = hub, State.OPEN, ""
    _save(proposal, now)


@transaction.atomic
def plan(*, proposal_id: int, event_key: UUID, now: datetime) -> None:
    """Note which meeting is planned for it. Raises: NotOpen."""
    proposal = _locked(proposal_id, State.OPEN)
    proposal.state, proposal.event_key = State.PLANNED, event_key
    _save(proposal, now)


@transaction.atomic
def decline(*, proposal_id: int, reason: str, now: datetime) -> None:
    """Say that there will be no meeting now; new answers may lead to a new proposal. Raises: NotOpen."""
    proposal = _locked(proposal_id, State.OPEN)
    proposal.state, proposal.reason = State.NOT_NOW, reason
    _save(proposal, now)


@transaction.atomic
def reopen_planned(*, event_key: UUID, now: datetime) -> None:
    """After the page of a meeting was deleted: what was planned with it is open again."""
    planned = MeetingProposal.objects.filter(event_key=event_key, state=State.PLANNED)
    planned.update(state=State.OPEN, event_key=None, changed_at=now)


@transaction.atomic
def write_to_helpers(*, proposal_id: int, text: str, user: Any, now: datetime) -> ProposalMessage:
    """Send plain words to all who can host or have a venue, each in a mail of their own. Raises: NotNow."""
    proposal = MeetingProposal.objects.select_for_update(of=("self",)).get(pk=proposal_id)
    helpers = list(proposal.helping)
    message = messages.keep(proposal.messages, people=helpers, text=text, user=user, now=now)
    reply_to = proposal.hub.contact_email if proposal.hub else ""
    for wish in helpers:
        meeting_wish_mail.queue_message(wish, message, reply_to=reply_to, now=now)
    return message


def _locked(proposal_id: int, *states: State) -> MeetingProposal:
    """Raises: NotOpen unless it is in one of these states."""
    proposal = MeetingProposal.objects.select_for_update(of=("self",)).get(pk=proposal_id)
    if proposal.state not in states:
        raise NotOpen
    return proposal


def _save(proposal: MeetingProposal, now: datetime) -> None:
    proposal.changed_at = now
    proposal.save(update_fields=["hub", "state", "reason", "event_key", "changed_at"])
