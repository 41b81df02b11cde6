"""An editor who makes a campaign, at an hour that stands still."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.test import Client

from accounts import roles
from accounts.models import User
from tests.factories.campaign_form import NOW


@pytest.fixture(autouse=True)
def now(settings: Any, tmp_path: Any) -> Iterator[time_machine.Traveller]:
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def editor() -> User:
    editor = User.objects.create_user("editor", email="editor@example.org")
    editor.groups.add(Group.objects.get(name=roles.EDITORS))
    return editor


@pytest.fixture
def browser(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client
