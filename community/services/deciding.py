"""Deciding of what waits, and undoing it: both are kept with who, when and why."""

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from community.models import Action, DecidedCase, Decision
from community.moderation.registry import Kind, kind_named

if TYPE_CHECKING:
    from accounts.models import User

MOST_AT_ONCE = 10_000
"""A larger flood is decided in several steps: databases take only so many keys."""

STEP = 1000


class NothingToDecide(Exception):
    """None of the cases is there any more, or somebody else was quicker."""


class UndoneBefore(Exception):
    """Somebody has undone it already."""


@transaction.atomic
def decide(
    *,
    kind: Kind,
    keys: Collection[int],
    action: Action,
    by: "User",
    now: datetime,
    why: str = "",
    by_mail: bool = False,
) -> Decision:
    """Decide of cases of one kind, and keep that it was done. Raises: NothingToDecide."""
    before = kind.decide(keys=list(keys)[:MOST_AT_ONCE], action=action, now=now)
    if not before:
        raise NothingToDecide
    decision = Decision.objects.create(
        kind=kind.name, action=action, number=len(before), by=by, by_mail=by_mail, at=now, why=why
    )
    rows = [DecidedCase(decision=decision, key=key, before=was) for key, was in before.items()]
    DecidedCase.objects.bulk_create(rows, batch_size=STEP)
    return decision


@transaction.atomic
def undo(*, decision_id: int, by: "User", now: datetime) -> int:
    """Put back what was decided, but for what somebody has decided again since. Gives of how many cases.

    Raises: Decision.DoesNotExist; UndoneBefore.
    """
    decision = Decision.objects.select_for_update().get(pk=decision_id)
    if decision.undone_at:
        raise UndoneBefore
    later = Decision.objects.filter(kind=decision.kind, pk__gt=decision.pk, undone_at=None)
    decided_again = DecidedCase.objects.filter(decision__in=later).values("key")
    cases = decision.cases.exclude(key__in=decided_again)
    before = dict(cases.values_list("key", "before"))
    kind_named(decision.kind).put_back(before=before)
    decision.undone_by, decision.undone_at = by, now
    decision.save(update_fields=["undone_by", "undone_at"])
    return len(before)
