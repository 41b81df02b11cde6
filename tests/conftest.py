"""The test database: migrated once, copied for each process, put back after a test that commits."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import caches
from django.db import connection, connections
from django.test import TransactionTestCase
from pytest_django.plugin import DjangoDbBlocker

from scripts.compile_messages import compile_messages

pytest_plugins = ["tests.services.fixtures"]
ROOT = Path(__file__).resolve().parent.parent


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        compile_messages()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Money and search run on PostgreSQL too: their tests need not say so one by one.

    Journeys go first: else a process would still walk through a long one when there is nothing left for the others.
    """
    for item in items:
        at_home = item.path.relative_to(ROOT / "tests").parts[0] in ("donations", "search")
        has_database = not {"db", "transactional_db"}.isdisjoint(getattr(item, "fixturenames", ()))
        if at_home and (has_database or item.get_closest_marker("django_db")):
            item.add_marker("database")
    yield
    items.sort(key=lambda item: "journeys" not in item.path.parts)


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """On SQLite Django is handed a migrated copy, and only has to find that nothing is left to migrate."""
    return connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_modify_db_settings_parallel_suffix: None,
) -> None:
    if connection.vendor == "sqlite":
        # A file, not memory: only a file has the locks and the write-ahead log that the site lives with.
        copy = tmp_path_factory.mktemp("database") / "test.sqlite3"
        shutil.copy(request.getfixturevalue("migrated_database"), copy)
        connection.settings_dict["TEST"]["NAME"] = str(copy)


@pytest.fixture(scope="session")
def migrated_database(request: pytest.FixtureRequest) -> Path:
    """A migrated SQLite database to copy from, kept between runs until a migration or a requirement changes."""
    digest = hashlib.sha256((ROOT / "requirements/all.txt").read_bytes())
    for migration in sorted(ROOT.glob("*/migrations/*.py")):
        digest.update(str(migration.relative_to(ROOT)).encode() + migration.read_bytes())
    folder = request.config.cache.mkdir("databases")
    database = folder / f"{digest.hexdigest()[:16]}.sqlite3"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not database.exists():
            unfinished = folder / f"{os.getpid()}.sqlite3"
            environment = os.environ | {"DATABASE_URL": f"sqlite:///{unfinished}"}
            command = [sys.executable, "manage.py", "migrate", "--verbosity", "0", "--settings=settings.test"]
            subprocess.run(command, cwd=ROOT, env=environment, check=True)
            for outdated in folder.glob("*.sqlite3"):
                if outdated != unfinished:
                    outdated.unlink()
            unfinished.rename(database)
    return database


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """After a test that really commits, put back the database as it was migrated.

    Django would empty it, what the migrations made (locales, home pages) included; nor does the ledger let itself be
    emptied.
    """
    name = str(connection.settings_dict["NAME"])
    copy = _copy_sqlite if connection.vendor == "sqlite" else _copy_postgresql
    with django_db_blocker.unblock():
        copy(name, f"{name}_pristine")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: copy(f"{name}_pristine", name))
        yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}_pristine"')


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Ids come again after each rolled-back test: what was kept of one must not answer for the next."""
    from cms import caching

    for each in caches.all():
        each.clear()
    caching._kept.clear()


def _copy_sqlite(source: str, target: str) -> None:
    connections.close_all()
    for leftover in (target, f"{target}-wal", f"{target}-shm"):
        Path(leftover).unlink(missing_ok=True)
    shutil.copy(source, target)


def _copy_postgresql(source: str, target: str) -> None:
    connections.close_all()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')
