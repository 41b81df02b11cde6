"""What the node missed while it was away or new is made good."""

import socket
import uuid
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone
from modelsearch.backends import get_search_backend
from pytest_django.fixtures import Settings
from wagtail.models import Locale

from pages.models import StandardPage
from search.models import MissedUpdate
from search.queries import Found, find, uses_elasticsearch
from search.upkeep import catch_up
from tests.factories.pages import place

pytestmark = [pytest.mark.database, pytest.mark.django_db, pytest.mark.usefixtures("engine")]


def ask(text: str, language: str = "en", **options: int) -> Found:
    if uses_elasticsearch():
        get_search_backend("elasticsearch").refresh_indexes()
    return find(text, locale=Locale.objects.get(language_code=language), **options)


def titles(text: str, language: str = "en") -> list[str]:
    found = ask(text, language)
    assert found.total == len(found.pages)
    return sorted(page.title for page in found.pages)


@pytest.fixture
def away() -> dict[str, Any]:
    """The settings of a node that nobody answers for."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    return {"BACKEND": "search.backends.elasticsearch", "URLS": [f"http://127.0.0.1:{port}"], "INDEX_PREFIX": "test_"}


@pytest.mark.parametrize("engine", ["elasticsearch"], indirect=True)
def test_what_the_node_missed_while_it_was_away_is_made_good(
    node: dict[str, Any], away: dict[str, Any], settings: Settings
) -> None:
    embedded = settings.WAGTAILSEARCH_BACKENDS["default"]
    settings.WAGTAILSEARCH_BACKENDS = {"default": embedded, "elasticsearch": away}
    place(StandardPage, "Orchard")
    settings.WAGTAILSEARCH_BACKENDS = {"default": embedded, "elasticsearch": node}
    cache.clear()
    before = ask("orchard")

    catch_up(timezone.now())

    after = ask("orchard")
    assert (before.engine, before.is_degraded, before.total) == ("embedded", True, 1)
    assert (after.engine, after.is_degraded, after.total) == ("elasticsearch", False, 1)


@pytest.fixture
def fresh(node: dict[str, Any]) -> dict[str, Any]:
    """The settings of a node that has never had an index of ours."""
    return {**node, "INDEX_PREFIX": f"{node['INDEX_PREFIX']}{uuid.uuid4().hex[:4]}_"}


@pytest.mark.parametrize("engine", ["elasticsearch"], indirect=True)
def test_a_node_without_our_index_gets_one(fresh: dict[str, Any], settings: Settings) -> None:
    place(StandardPage, "Café")
    settings.WAGTAILSEARCH_BACKENDS = {**settings.WAGTAILSEARCH_BACKENDS, "elasticsearch": fresh}
    before = find("cafe", locale=Locale.objects.get(language_code="en"))

    catch_up(timezone.now())

    cache.clear()
    after = ask("cafe")
    assert (before.engine, before.is_degraded, before.total) == ("embedded", True, 1)
    assert (after.engine, after.is_degraded, after.total) == ("elasticsearch", False, 1)


@pytest.mark.parametrize("engine", ["elasticsearch"], indirect=True)
def test_saving_makes_no_index_without_our_fields(fresh: dict[str, Any], settings: Settings) -> None:
    settings.WAGTAILSEARCH_BACKENDS = {**settings.WAGTAILSEARCH_BACKENDS, "elasticsearch": fresh}

    place(StandardPage, "Café")

    client = get_search_backend("elasticsearch").es
    assert not client.indices.exists(index=f"{fresh['INDEX_PREFIX']}wagtailcore_page")
    assert MissedUpdate.objects.exists()
