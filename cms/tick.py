"""Everything that happens by time. Packages register jobs; `manage.py tick` runs those that are due."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from cms.models.tick import TickRun

logger = logging.getLogger(__name__)

SLACK = timedelta(seconds=10)
"""How far ahead of its time a job may run: whoever starts the clock is some seconds early now and late then."""

TRY_AGAIN_AFTER = timedelta(minutes=15)
"""When a job that failed is run again, unless it is due before."""


@dataclass(frozen=True, slots=True)
class Job:
    run: Callable[[datetime], object]
    every: timedelta


_jobs: dict[str, Job] = {}


def register(name: str, run: Callable[[datetime], object], *, every: timedelta) -> None:
    """Have `run(now)` called about every `every`. It must be safe to call again and to stop half-way."""
    _jobs[name] = Job(run, every)


def run_due(now: datetime) -> list[str]:
    """Run each job that is due and tell which succeeded. Two of us at once never run the same job twice."""
    return [name for name, job in _jobs.items() if _claim(name, job, now) and _run(name, job, now)]


def _claim(name: str, job: Job, now: datetime) -> bool:
    was_due_at = TickRun.objects.get_or_create(name=name, defaults={"due_at": now})[0].due_at
    # No more than a part of the period, or a job of every second would run ten times in the first.
    if was_due_at > now + min(SLACK, job.every / 6):
        return False
    # From when it was due, not from now: else each period would be longer by as much as the clock was late.
    due_at = was_due_at + job.every
    moved = TickRun.objects.filter(name=name, due_at=was_due_at)
    return moved.update(due_at=due_at if due_at > now else now + job.every) == 1


def _run(name: str, job: Job, now: datetime) -> bool:
    try:
        job.run(now)
    except Exception:
        logger.exception("The timed job %s failed; it is tried again soon", name)
        try_again_at = now + TRY_AGAIN_AFTER
        TickRun.objects.filter(name=name, due_at__gt=try_again_at).update(due_at=try_again_at)
        return False
    return True
