"""What the site tells of its search, and what it does when there is nothing to do."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from search import upkeep
from search.models import MissedUpdate

pytestmark = pytest.mark.django_db


def test_the_embedded_index_is_all_right() -> None:
    assert upkeep.check() is None


def test_a_site_without_its_node_is_still_ready(client: Client, use_node: Callable[[str], None], gone: str) -> None:
    use_node(gone)

    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json()["checks"]["search"] == "ok, from the embedded index: Elasticsearch does not answer"


def test_a_node_that_has_missed_something_waits(use_node: Callable[[str], None], answering: Callable[..., str]) -> None:
    use_node(answering(b""))
    assert upkeep.check() is None

    MissedUpdate.objects.create()

    assert upkeep.check() == "ok, from the embedded index: Elasticsearch waits to be brought up to date"


def test_a_node_without_our_index_waits(use_node: Callable[[str], None], answering: Callable[..., str]) -> None:
    use_node(answering(b"", 404))

    assert upkeep.check() == "ok, from the embedded index: Elasticsearch waits to be brought up to date"


def test_catching_up_waits_for_a_node_that_is_gone(use_node: Callable[[str], None], gone: str) -> None:
    use_node(gone)
    MissedUpdate.objects.create()

    upkeep.catch_up(timezone.now())

    assert MissedUpdate.objects.count() == 1
