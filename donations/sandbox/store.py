"""The sandbox's memory: Stripe's objects as JSON in a SQLite file of its own. No meaning of any object.

Each transaction takes the write lock at once and its own connection, so threads and processes wait for each other.
"""

import json
import sqlite3
import weakref
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from donations.sandbox.errors import missing

Object = dict[str, Any]

SCHEMA = """
PRAGMA journal_mode = WAL;
CREATE TABLE IF NOT EXISTS objects (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    created INTEGER NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS objects_by_time ON objects (kind, created DESC, seq DESC);
CREATE INDEX IF NOT EXISTS objects_by_payment ON objects (kind, json_extract(body, '$.payment_intent'));
CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, request TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS deliveries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    event TEXT NOT NULL,
    deliver_at REAL NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    answer INTEGER,
    delivered_at REAL
);
CREATE INDEX IF NOT EXISTS deliveries_waiting ON deliveries (deliver_at) WHERE delivered_at IS NULL;
CREATE TABLE IF NOT EXISTS options (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
TABLES = ("objects", "answers", "deliveries", "options")
COMPARISONS = {"gt": ">", "gte": ">=", "lt": "<", "lte": "<="}
FILTERS = {
    **{name: name for name in ("payment_intent", "charge", "source", "type", "status", "customer", "invoice")},
    "subscription": "parent.subscription_details.subscription",
}


class Store:
    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        # Whoever closes the last connection writes the whole log back into the file: this one stays open.
        keeper = self._connect()
        keeper.executescript(SCHEMA)
        weakref.finalize(self, keeper.close)

    @contextmanager
    def transaction(self) -> Iterator["Rows"]:
        """All or nothing. Nothing slow (no webhook) belongs inside: every other request waits."""
        with closing(self._connect()) as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield Rows(connection)
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=30, isolation_level=None, check_same_thread=False)
        # Never wait for the disk: what is committed outlives the process, and no money hangs on a power cut.
        connection.execute("PRAGMA synchronous = OFF")
        connection.row_factory = sqlite3.Row
        return connection


class Rows:
    """What can be read and written within one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def put(self, obj: Object) -> Object:
        """Insert an object or replace the one with its id."""
        self._connection.execute(
            "INSERT INTO objects (id, kind, created, body) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET body = excluded.body",
            (obj["id"], obj["object"], obj["created"], json.dumps(obj)),
        )
        return obj

    def get(self, kind: str, object_id: str) -> Object | None:
        row = self._one("SELECT body FROM objects WHERE kind = ? AND id = ?", kind, object_id)
        return json.loads(row["body"]) if row else None

    def need(self, kind: str, object_id: str) -> Object:
        """As `get`, but an object that is not there is Stripe's 404. Raises ApiError."""
        found = self.get(kind, object_id)
        if found is None:
            raise missing(kind, object_id)
        return found

    def any(self, object_id: str) -> Object | None:
        """An object of whatever kind."""
        row = self._one("SELECT body FROM objects WHERE id = ?", object_id)
        return json.loads(row["body"]) if row else None

    def delete(self, object_id: str) -> None:
        self._connection.execute("DELETE FROM objects WHERE id = ?", (object_id,))

    def find(
        self,
        kind: str,
        *,
        created: Mapping[str, int] | None = None,
        after: str | None = None,
        limit: int = 1000,
        **filters: str,
    ) -> list[Object]:
        """Objects of a kind, newest first. `created` compares by gt, gte, lt, lte; `after` is the id to go on from."""
        where: list[str] = ["kind = ?"]
        values: list[str | int] = [kind]
        for name in FILTERS.keys() & filters:
            where.append(f"json_extract(body, '$.{FILTERS[name]}') = ?")
            values.append(filters[name])
        for comparison, moment in (created or {}).items():
            where.append(f"created {COMPARISONS[comparison]} ?")
            values.append(moment)
        if after is not None:
            where.append("(created, seq) < (SELECT created, seq FROM objects WHERE id = ?)")
            values.append(after)
        query = f"SELECT body FROM objects WHERE {' AND '.join(where)} ORDER BY created DESC, seq DESC LIMIT ?"  # noqa: S608
        rows = self._connection.execute(query, (*values, limit))
        return [json.loads(row["body"]) for row in rows]

    def answer(self, key: str) -> sqlite3.Row | None:
        """The first request that came with an idempotency key, and what it was answered."""
        return self._one("SELECT request, body FROM answers WHERE key = ?", key)

    def keep_answer(self, key: str, request: str, body: Object) -> None:
        self._connection.execute("INSERT OR IGNORE INTO answers VALUES (?, ?, ?)", (key, request, json.dumps(body)))

    def option(self, name: str, default: Any) -> Any:
        row = self._one("SELECT value FROM options WHERE name = ?", name)
        return json.loads(row["value"]) if row else default

    def set_option(self, name: str, value: Any) -> None:
        self._connection.execute("INSERT OR REPLACE INTO options VALUES (?, ?)", (name, json.dumps(value)))

    def queue(self, event_id: str, deliver_at: float) -> None:
        self._connection.execute("INSERT INTO deliveries (event, deliver_at) VALUES (?, ?)", (event_id, deliver_at))

    def undelivered(self, *, due_by: float | None = None) -> list[sqlite3.Row]:
        """Deliveries that wait, in the order in which they were queued."""
        due = "" if due_by is None else "AND deliver_at <= ?"
        query = f"SELECT * FROM deliveries WHERE delivered_at IS NULL {due} ORDER BY id"  # noqa: S608
        return self._connection.execute(query, () if due_by is None else (due_by,)).fetchall()

    def hasten(self, now: float) -> None:
        """Everything that waits is due now."""
        self._connection.execute("UPDATE deliveries SET deliver_at = ? WHERE delivered_at IS NULL", (now,))

    def claim(self, delivery_id: int, *, now: float, until: float) -> bool:
        """Take a due delivery, unless another process has just done so; it is due again at `until`."""
        found = self._connection.execute(
            "UPDATE deliveries SET deliver_at = ?, attempts = attempts + 1"
            " WHERE id = ? AND delivered_at IS NULL AND deliver_at <= ?",
            (until, delivery_id, now),
        )
        return found.rowcount == 1

    def note_answer(self, delivery_id: int, *, answer: int, delivered_at: float | None) -> None:
        self._connection.execute(
            "UPDATE deliveries SET answer = ?, delivered_at = ? WHERE id = ?", (answer, delivered_at, delivery_id)
        )

    def clear(self) -> None:
        """Forget everything."""
        for table in TABLES:
            self._connection.execute(f"DELETE FROM {table}")  # noqa: S608

    def _one(self, query: str, *values: object) -> sqlite3.Row | None:
        found: sqlite3.Row | None = self._connection.execute(query, values).fetchone()
        return found
