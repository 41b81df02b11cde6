"""Loading the demo in tests: whole or stopped on the way, into files that are copied from test to test."""

import shutil
from io import StringIO
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.test import override_settings
from wagtail.models import Page

from accounts.models import User
from events.hub_roles import people_of
from events.models import Hub


def files_in(folder: Path) -> override_settings:
    return override_settings(SANDBOX_DATABASE=folder / "sandbox.sqlite3", MEDIA_ROOT=folder / "media")


def database() -> Path:
    return Path(connection.settings_dict["NAME"])


def copy_database(source: Path, target: Path) -> None:
    connections.close_all()
    for leftover in (f"{target}-wal", f"{target}-shm"):
        Path(leftover).unlink(missing_ok=True)
    shutil.copy(source, target)


def load(**options: Any) -> list[str]:
    output = StringIO()
    call_command("load_demo", stdout=output, **options)
    return output.getvalue().splitlines()


def everything() -> str:
    """All rows of all tables as text."""
    return connection.creation.serialize_db_to_string()


def page_at(path: str) -> Any:
    return Page.objects.get(url_path=f"/home{path}").specific


def hub_people() -> list[str]:
    return [person.username for hub in Hub.objects.order_by("slug") for person in people_of(hub)]


def rename(page: Page, title: str) -> None:
    page.title = title
    page.save_revision().publish()


def set_password(username: str, password: str) -> None:
    user = User.objects.get(username=username)
    user.set_password(password)
    user.save()


def load_until(stopped_in: ModuleType, name: str) -> None:
    """Load until a function is called, and stop there as Ctrl-C would."""

    def stop(*args: Any, **options: Any) -> None:
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stopped_in, name, stop)
        with pytest.raises(KeyboardInterrupt):
            load()
