"""A hub's host who sits at the desk, on a Monday four weeks before the clocks change."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from pages.models import HubPage
from tests.factories.events import NOW
from tests.factories.hubs import person_of, place_hub


@pytest.fixture(autouse=True)
def on_monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def hub_page(db: None) -> HubPage:
    return place_hub("Brighton")


@pytest.fixture
def host(client: Client, hub_page: HubPage) -> User:
    user = person_of(hub_page)
    client.force_login(user)
    return user
