"""Database triggers that make the ledger append-only and keep the inbox whole.

Installed after every migration: Django remakes a table on SQLite when it alters one, and its triggers go with it.
"""

from typing import Any

from django.db import connections

LEDGER, INBOX = "donations_ledgerentry", "donations_stripeevent"

GUARDS = {
    "ledger_no_update": f"UPDATE ON {LEDGER}",
    "ledger_no_delete": f"DELETE ON {LEDGER}",
    "inbox_no_delete": f"DELETE ON {INBOX}",
    # What became of an event may be noted, and a person's data be blanked in its payload.
    "inbox_no_rewrite": f"UPDATE OF id, type, livemode, created_at, received_at ON {INBOX}",
}
# SQLite has no TRUNCATE. On PostgreSQL it passes by the triggers for DELETE, and `manage.py flush` uses it.
GUARDS_POSTGRESQL = GUARDS | {
    "ledger_no_truncate": f"TRUNCATE ON {LEDGER}",
    "inbox_no_truncate": f"TRUNCATE ON {INBOX}",
}

REFUSE_SQLITE = "BEGIN SELECT RAISE(ABORT, 'money is only ever added to'); END"
REFUSE_POSTGRESQL = """
CREATE OR REPLACE FUNCTION donations_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'money is only ever added to' USING ERRCODE = 'restrict_violation'; END $$
"""


def install(sender: Any = None, using: str = "default", **kwargs: Any) -> None:
    """Create every trigger anew; called on Django's post_migrate."""
    connection = connections[using]
    tables = connection.introspection.table_names()
    if LEDGER not in tables or INBOX not in tables:
        return
    on_postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if on_postgresql:
            cursor.execute(REFUSE_POSTGRESQL)
        for name, action in _guards(using).items():
            table = action.split()[-1]
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}" + (f" ON {table}" if on_postgresql else ""))
            each = "STATEMENT" if action.startswith("TRUNCATE") else "ROW"
            refuse = "EXECUTE FUNCTION donations_refuse()" if on_postgresql else REFUSE_SQLITE
            cursor.execute(f"CREATE TRIGGER {name} BEFORE {action} FOR EACH {each} {refuse}")


def missing(using: str = "default") -> list[str]:
    """The names of triggers that are not there, or switched off."""
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
    }[connections[using].vendor]
    with connections[using].cursor() as cursor:
        cursor.execute(query)
        present = {row[0] for row in cursor.fetchall()}
    return [name for name in _guards(using) if name not in present]


def _guards(using: str) -> dict[str, str]:
    return GUARDS_POSTGRESQL if connections[using].vendor == "postgresql" else GUARDS
