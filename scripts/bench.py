"""Measures what we chose beside what we did not choose, in one run on a scratch database, and prints the ratios.

Absolute times say more about the machine than about us: none is printed as a promise. `bench.py webhooks` measures
one part alone.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import uuid
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

os.environ["DJANGO_SETTINGS_MODULE"] = "settings.test"
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

PARTS = ("answers", "articles", "calendar", "pages", "totals", "tracker", "webhooks")
ON_POSTGRES = ("pages", "webhooks")
NEEDED = 2_000_000_000
"""Bytes; the largest part takes a fifth of them."""


def main(parts: list[str]) -> None:
    """Each part has a fresh database; some are measured on PostgreSQL too, where TEST_POSTGRES_URL names one.

    All that they write lies in one folder, which goes with us, also when we are told to stop.
    """
    signal.signal(signal.SIGTERM, lambda *told: sys.exit(128 + signal.SIGTERM))
    with tempfile.TemporaryDirectory(prefix="hustings-bench-", ignore_cleanup_errors=True) as folder:
        if shutil.disk_usage(folder).free < NEEDED:
            sys.exit(f"There is too little room in {folder}: {NEEDED / 1e9:.0f} GB are needed.")
        os.environ["TMPDIR"] = folder
        for part in parts:
            _run(part, "SQLite", "")
            if part in ON_POSTGRES and (postgres := os.environ.get("TEST_POSTGRES_URL")):
                _on_postgres(part, postgres)


def _run(part: str, name: str, url: str) -> None:
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    environment |= {"DATABASE_URL": url} if url else {}
    command = [sys.executable, __file__, "--inside", part, name]
    # With all that it starts it is a group, which can be ended together.
    process = subprocess.Popen(command, env=environment, start_new_session=True)
    try:
        if failed := process.wait():
            sys.exit(failed)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def _on_postgres(part: str, url: str) -> None:
    import psycopg

    database = f"hustings_bench_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{database}"')
        try:
            _run(part, "PostgreSQL", urlsplit(url)._replace(path=f"/{database}").geturl())
        finally:
            # Its copies among them.
            for (each,) in connection.execute(
                "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [database]
            ).fetchall():
                connection.execute(f'DROP DATABASE "{each}" WITH (FORCE)')


def measure_here(part: str, name: str) -> None:
    """In a process of its own: set up a site with its demo, and measure."""
    import django

    django.setup()
    from django.core.management import call_command

    from scripts.benches import answers, articles, calendar, pages, totals, tracker, webhooks

    call_command("migrate", verbosity=0)
    if part in ON_POSTGRES:
        {"pages": pages, "webhooks": webhooks}[part].bench(name)
    elif part in ("articles", "calendar", "totals"):
        {"articles": articles, "calendar": calendar, "totals": totals}[part].bench()
    else:
        call_command("load_demo", verbosity=0)
        (answers if part == "answers" else tracker).bench()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--inside"]:
        measure_here(*sys.argv[2:])
    else:
        main(sys.argv[1:] or list(PARTS))
