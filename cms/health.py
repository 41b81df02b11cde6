"""Whether the site can do its work. Packages register checks; /readyz runs them."""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cms.models import OutgoingMail

logger = logging.getLogger(__name__)

TOO_LONG = timedelta(minutes=15)

Check = Callable[[], str | None]
"""Tells what is wrong in a few words, or None. Words that begin with "ok" tell of what the site works without."""

_checks: dict[str, Check] = {}


def register(name: str, check: Check) -> None:
    _checks[name] = check


def run_checks() -> dict[str, str]:
    """Run every check and tell for each "ok" or what is wrong. A check that raises is itself wrong."""
    return {name: _run(check) for name, check in _checks.items()}


def _run(check: Check) -> str:
    try:
        return check() or "ok"
    except Exception:
        logger.exception("A health check failed")
        return "unreachable"


def check_database() -> str | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return None


def check_migrations() -> str | None:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return f"{len(plan)} not applied" if plan else None


def check_cache() -> str | None:
    cache.set("readyz", "ok", 5)
    return None if cache.get("readyz") == "ok" else "does not keep what it is given"


def check_tasks() -> str | None:
    """No task has been waiting for longer than a quarter of an hour: the worker works."""
    waiting = DBTaskResult.objects.ready().filter(enqueued_at__lt=timezone.now() - TOO_LONG).count()
    return f"{waiting} not run" if waiting else None


def check_mail() -> str | None:
    """No mail has been waiting for longer than a quarter of an hour, unless others were sent since."""
    long_ago = timezone.now() - TOO_LONG
    late = OutgoingMail.objects.filter(status=OutgoingMail.Status.WAITING, created_at__lt=long_ago)
    newest = late.order_by("-created_at").first()
    if newest is None:
        return None
    # One address that no server takes must not look like a server that takes none.
    # Nor may one to nobody, which no server is asked to take.
    sent_since = OutgoingMail.objects.filter(sent_at__gt=newest.created_at).exclude(to="").exists()
    return f"ok, but {late.count()} not sent yet" if sent_since else f"{late.count()} not sent"


register("database", check_database)
register("migrations", check_migrations)
register("cache", check_cache)
register("tasks", check_tasks)
register("mail", check_mail)
