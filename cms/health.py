"""Whether the site can do its work. Packages register checks; /readyz runs them."""

import logging
from collections.abc import Callable

from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

logger = logging.getLogger(__name__)

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


register("database", check_database)
register("migrations", check_migrations)
register("cache", check_cache)
