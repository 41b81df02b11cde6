"""The sandbox's memory outlives a restart and stands many hands at once."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from donations.sandbox.store import Store


def make_object(object_id: str, created: int = 1, **more: str) -> dict[str, object]:
    return {"id": object_id, "object": "thing", "created": created, **more}


def test_what_was_put_is_there_after_a_restart(tmp_path):
    with Store(tmp_path / "new" / "s.sqlite3").transaction() as rows:
        rows.put(make_object("a", status="open"))
        rows.set_option("mode", "late")
        rows.queue("evt_1", 5.0)

    with Store(tmp_path / "new" / "s.sqlite3").transaction() as rows:
        assert rows.get("thing", "a") == make_object("a", status="open")
        assert rows.option("mode", "normal") == "late"
        assert [(row["event"], row["deliver_at"]) for row in rows.undelivered()] == [("evt_1", 5.0)]


def test_a_transaction_that_fails_leaves_nothing(tmp_path):
    store = Store(tmp_path / "s.sqlite3")

    def fail_after_a_write() -> None:
        with store.transaction() as rows:
            rows.put(make_object("a"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_after_a_write()

    with store.transaction() as rows:
        assert rows.find("thing") == []


def test_objects_are_found_newest_first_by_time_and_field(tmp_path):
    with Store(tmp_path / "s.sqlite3").transaction() as rows:
        for object_id, created, status in [("a", 3, "open"), ("b", 1, "open"), ("c", 3, "complete"), ("d", 2, "open")]:
            rows.put(make_object(object_id, created, status=status))

        assert [found["id"] for found in rows.find("thing")] == ["c", "a", "d", "b"]
        assert [found["id"] for found in rows.find("thing", after="a")] == ["d", "b"]
        assert [found["id"] for found in rows.find("thing", status="open", created={"gte": 2})] == ["a", "d"]
        assert rows.find("other") == []


def test_a_delivery_is_claimed_by_one(tmp_path):
    with Store(tmp_path / "s.sqlite3").transaction() as rows:
        rows.queue("evt_1", 5.0)
        [row] = rows.undelivered(due_by=5.0)

        assert rows.claim(row["id"], now=5.0, until=65.0)
        assert not rows.claim(row["id"], now=5.0, until=65.0)
        assert rows.undelivered(due_by=64.0) == []
        assert rows.claim(row["id"], now=65.0, until=99.0)


def count(store: Store, times: int) -> None:
    for _ in range(times):
        with store.transaction() as rows:
            rows.set_option("count", rows.option("count", 0) + 1)


def test_no_write_of_many_threads_and_processes_is_lost(tmp_path):
    path = tmp_path / "s.sqlite3"
    script = (
        "import sys; from donations.sandbox.store import Store; from tests.donations.sandbox.test_store import count;"
        "count(Store(sys.argv[1]), 50)"
    )
    processes = [subprocess.Popen([sys.executable, "-c", script, str(path)]) for _ in range(3)]

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: count(Store(path), 25), range(8)))

    assert [process.wait(timeout=60) for process in processes] == [0, 0, 0]
    with Store(path).transaction() as rows:
        assert rows.option("count", 0) == 350
