"""Lines of a bank statement become offline gifts, each once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction

from donations.bank_statement import Line
from donations.models import Crowdfund, OfflineGift
from donations.services.offline import (
    LineTakenIn,
    Received,
    approve_offline_gift,
    enter_offline_gift,
    is_small,
    may_approve,
)


@dataclass(slots=True)
class TakenIn:
    """How many lines of a statement were entered, how many of them count, and how many were known before."""

    entered: int = 0
    counted: int = 0
    known: int = 0


def take_in_lines(
    *, lines: Iterable[Line], crowdfund: Crowdfund, approve: bool, locale: str, user: Any, now: datetime
) -> TakenIn:
    """Make gifts of lines that came in, and count those that one person is enough for.

    Each in a transaction of its own, so that gifts of others are not kept waiting; a line has one gift however often
    it is taken in, so that a run that was stopped is simply repeated.
    """
    taken = TakenIn()
    for line in lines:
        try:
            gift = _take_in(line, crowdfund, approve, locale, user, now)
        except LineTakenIn:
            taken.known += 1
        else:
            taken.entered += 1
            taken.counted += gift.decision == OfflineGift.Decision.APPROVED
    return taken


@transaction.atomic
def _take_in(line: Line, crowdfund: Crowdfund, approve: bool, locale: str, user: Any, now: datetime) -> OfflineGift:
    if not line.day or not line.key:
        raise ValueError("Only a line that came in can be a gift")
    received = Received(
        amount_minor=line.amount_minor,
        method=OfflineGift.Method.TRANSFER,
        received_on=line.day,
        payer_name=line.payer,
        reference=line.reference,
        line_key=line.key,
    )
    gift = enter_offline_gift(key=uuid4(), crowdfund=crowdfund, received=received, locale=locale, user=user, now=now)
    may_count = approve and is_small(gift) and may_approve(gift, user)
    return approve_offline_gift(gift=gift, user=user, now=now) if may_count else gift
