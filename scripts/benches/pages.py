"""A page, a listing, the explorer and the first page after a publish: with a thousand pages and a hundred thousand.

Each site has a database and a process of its own; they take turns, so that what else the machine does meets all.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection, connections

ROUNDS = 9
FEW, MANY, PER_BLOG = 1_000, 100_000, 499
SITES = {
    f"{FEW:,} pages": (FEW, PER_BLOG),
    f"{MANY:,} pages": (MANY, PER_BLOG),
    f"{MANY:,} below one": (MANY, MANY),
}
"""Posts, and how many of them below one parent. With the parent itself that is at most 500 to a branch."""

Times = dict[str, float]


def bench(name: str) -> None:
    with ExitStack() as open_sites:
        sites = {what: open_sites.enter_context(_site(*size, address=_copy())) for what, size in SITES.items()}
        for what, site in sites.items():
            began = json.loads(_next(site))
            print(f"{what} on {name}: {began['memory']:.0f} MB and {began['seconds']:.2f} s for the tree", flush=True)
        rounds: list[dict[str, Times]] = [{what: _ask(site) for what, site in sites.items()} for _ in range(ROUNDS)]
    few, *others = SITES
    for doing in rounds[0][few]:
        taken = {what: median(each[what][doing] for each in rounds) for what in SITES}
        ratios = ", ".join(f"with {other} {taken[other] / taken[few]:.2f}" for other in others)
        print(f"{doing} on {name}: with {few} takes 1 ({taken[few] * 1000:.1f} ms), {ratios}", flush=True)


def _copy() -> str:
    """The address of a copy of the database that was set up. It goes with that: scripts/bench.py sees to it."""
    connections.close_all()
    if connection.vendor == "sqlite":
        copy = Path(tempfile.mkdtemp()) / "site.sqlite3"
        shutil.copy(str(settings.DATABASES["default"]["NAME"]), copy)
        return f"sqlite:///{copy}"
    original = str(connection.settings_dict["NAME"])
    copied = f"{original}_{uuid.uuid4().hex[:8]}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{copied}" TEMPLATE "{original}"')
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{copied}").geturl()


@contextmanager
def _site(posts: int, per_blog: int, *, address: str) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", "scripts.benches.page_rounds", str(posts), str(per_blog)]
    environment = {**os.environ, "DATABASE_URL": address}
    root = Path(__file__).resolve().parents[2]
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    site = subprocess.Popen(command, cwd=root, env=environment, **pipes)
    try:
        yield site
    finally:
        site.terminate()
        site.wait()


def _ask(site: "subprocess.Popen[str]") -> Times:
    assert site.stdin
    site.stdin.write("again\n")
    site.stdin.flush()
    times: Times = json.loads(_next(site))
    return times


def _next(site: "subprocess.Popen[str]") -> str:
    assert site.stdout
    line = site.stdout.readline()
    assert line, "the site gave up"
    return line
