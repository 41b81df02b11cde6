"""Everything that happens by time. Packages register jobs; `manage.py tick` runs those that are due."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.management import call_command

from cms.models.tick import TickRun

logger = logging.getLogger(__name__)


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


def publish_scheduled(now: datetime) -> None:
    """Publish and expire pages whose hour has come."""
    call_command("publish_scheduled", verbosity=0)


def _claim(name: str, job: Job, now: datetime) -> bool:
    TickRun.objects.get_or_create(name=name, defaults={"due_at": now})
    return TickRun.objects.filter(name=name, due_at__lte=now).update(due_at=now + job.every) == 1


def _run(name: str, job: Job, now: datetime) -> bool:
    try:
        job.run(now)
    except Exception:
        logger.exception("The timed job %s failed; it is tried again when it is next due", name)
        return False
    return True
