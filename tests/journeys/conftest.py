"""A whole site with its demo, served by granian to journeys: they see it over HTTP or in a browser, as people do."""

import email
import email.policy
import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
SERVER = ["-m", "granian", "settings.wsgi:application", "--interface", "wsgi", "--host", "127.0.0.1"]
SERVER += ["--workers", "1", "--blocking-threads", "8", "--no-ws", "--log-level", "error"]
# Settings of the machine that would make this site another one than a visitor of `make run` sees.
FOREIGN = ("DATABASE_URL", "REDIS_URL", "ELASTICSEARCH_URL", "STRIPE_SECRET_KEY", "STRIPE_API_BASE", "SITE_URL")
CHROMIUM_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
CHROMIUM_FLAGS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]


@dataclass(frozen=True)
class Site:
    """A running site: where it is served from, and the folder with its databases, media and mails."""

    url: str
    folder: Path
    environment: dict[str, str]

    def manage(self, *arguments: str) -> str:
        """Run a management command on this site; return what it printed. Raises CalledProcessError when it fails."""
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, check=True, stdout=subprocess.PIPE, text=True)
        return done.stdout

    def mail_to(self, address: str) -> str:
        """The text of the one mail that was sent to an address."""
        texts = []
        for file in (self.folder / "mail").iterdir():
            mail = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
            body = mail.get_body(("plain",))
            if mail["To"] == address and body:
                texts.append(str(body.get_content()))
        [only] = texts
        return only


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory, migrated_database: Path) -> Path:
    """The folder of a site with its demo, made by the first process that wants it, for all to copy."""
    here = tmp_path_factory.getbasetemp()
    folder = (here.parent if "PYTEST_XDIST_WORKER" in os.environ else here) / "demo"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            unfinished = folder.with_suffix(".unfinished")
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir()
            shutil.copy(migrated_database, unfinished / "db.sqlite3")
            Site("", unfinished, environment_of(unfinished, port=8000)).manage("load_demo")
            unfinished.rename(folder)
    return folder


def environment_of(folder: Path, port: int) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if name not in FOREIGN}
    return inherited | {
        "DJANGO_SETTINGS_MODULE": "settings.local",
        "VAR_DIR": str(folder),
        "PORT": str(port),
        "CHECKOUTS_PER_ADDRESS_PER_MINUTE": "1000",
        "CHECKOUTS_PER_MINUTE_ALERT": "10000",
    }


@pytest.fixture(scope="session")
def site(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo site of this test process. Journeys share it: measure what a journey changes, not what there is."""
    folder = tmp_path_factory.mktemp("site") / "var"
    shutil.copytree(demo_folder, folder)
    with serve(folder) as served:
        yield served


@contextmanager
def serve(folder: Path, **environment: str) -> Iterator[Site]:
    """Serves the site whose databases and files lie in `folder`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    served = Site(f"http://127.0.0.1:{port}", folder, environment_of(folder, port) | environment)
    with (folder / "server.log").open("w") as log:
        command = [sys.executable, *SERVER, "--port", str(port)]
        server = subprocess.Popen(command, cwd=ROOT, env=served.environment, stdout=log, stderr=log)
    try:
        wait_until_served(served, server)
        yield served
    finally:
        server.terminate()
        server.wait(timeout=15)


def wait_until_served(site: Site, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while server.poll() is None and time.monotonic() < deadline:
        try:
            urllib.request.urlopen(f"{site.url}/healthz", timeout=5).close()
        except (OSError, HTTPException):  # also when a busy machine takes its time
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"The site was not served:\n{(site.folder / 'server.log').read_text()}", pytrace=False)


@pytest.fixture(scope="module")
def browser(chromium_path: str) -> Iterator[Browser]:
    # One for each file: while a browser is there Django believes to be in an event loop, and refuses its database.
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def reader(browser: Browser, site: Site) -> Iterator[Page]:
    """One window for all: pages are told apart by where it goes."""
    context = browser.new_context(base_url=site.url, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture
def open_page(browser: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """Opens a page as a new visitor; takes Playwright's options, such as `java_script_enabled=False` or `viewport`."""
    contexts = []

    def open_as_new_visitor(**options: Any) -> Page:
        contexts.append(browser.new_context(base_url=site.url, **options))
        return contexts[-1].new_page()

    yield open_as_new_visitor
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    return open_page()
