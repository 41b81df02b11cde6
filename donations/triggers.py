"""Database triggers that make the ledger append-only and keep the inbox whole.

Installed after every migration: Django remakes a table on SQLite when it alters one, and its triggers go with it.
"""

from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

GUARDS = (
    ("ledger_no_update", "donations_ledgerentry", "UPDATE"),
    ("ledger_no_delete", "donations_ledgerentry", "DELETE"),
    ("inbox_no_delete", "donations_stripeevent", "DELETE"),
    ("inbox_no_rewrite", "donations_stripeevent", "UPDATE OF id, type, livemode, created_at, received_at"),
)


def install(sender: Any = None, using: str = "default", **kwargs: Any) -> None:
    """Create every trigger anew; called on Django's post_migrate."""
    connection = connections[using]
    existing_tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        for name, table, action in GUARDS:
            if table in existing_tables:
                for statement in _create(connection, name, table, action):
                    cursor.execute(statement)


def remove(using: str = "default") -> None:
    """Take every trigger away. For tests that must empty the tables."""
    connection = connections[using]
    on_table = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        for name, table, _ in GUARDS:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}" + (f" ON {table}" if on_table else ""))


def missing(using: str = "default") -> list[str]:
    """The names of triggers that are not there."""
    connection = connections[using]
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        present = {row[0] for row in cursor.fetchall()}
    return [name for name, _, _ in GUARDS if name not in present]


def _create(connection: BaseDatabaseWrapper, name: str, table: str, action: str) -> list[str]:
    message = f"{table} is append-only"
    if connection.vendor == "sqlite":
        body = f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
        return [f"DROP TRIGGER IF EXISTS {name}", f"CREATE TRIGGER {name} BEFORE {action} ON {table} {body}"]
    function = (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{message}' USING ERRCODE = 'restrict_violation'; END $$"
    )
    return [
        function,
        f"DROP TRIGGER IF EXISTS {name} ON {table}",
        f"CREATE TRIGGER {name} BEFORE {action} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]
