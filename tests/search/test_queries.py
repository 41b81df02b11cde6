"""Search while Elasticsearch fails. What it finds when all is well: tests/contracts/test_search.py."""

import logging
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from pages.models import StandardPage
from search.models import MissedUpdate
from search.queries import Found, find
from tests.factories.pages import place

pytestmark = pytest.mark.django_db


def ask(text: str = "orchard") -> Found:
    return find(text, locale=Locale.objects.get(language_code="en"))


def outcome(found: Found) -> tuple[str, bool, list[str]]:
    return found.engine, found.is_degraded, [page.title for page in found.pages]


FROM_THE_EMBEDDED_INDEX = ("embedded", True, ["Orchard"])

NONSENSE = {
    "no hits": (b"{}", 200),
    "hits of another shape": (b'{"hits": 3}', 200),
    "a page that is no number": (b'{"hits": {"hits": [{"_id": "home"}]}}', 200),
    "a list": (b"[1]", 200),
    "not JSON": (b"<html>", 200),
    "nothing": (b"", 200),
    "no such index": (b'{"error": {"type": "index_not_found_exception"}, "status": 404}', 404),
    "refused": (b'{"error": "security_exception"}', 401),
    "overloaded": (b"{}", 503),
}


def test_a_node_that_is_gone_is_not_missed(use_node: Callable[[str], None], gone: str) -> None:
    place(StandardPage, "Orchard")
    use_node(gone)

    assert outcome(ask()) == FROM_THE_EMBEDDED_INDEX


@pytest.mark.parametrize(("body", "status"), NONSENSE.values(), ids=NONSENSE)
def test_a_node_that_answers_nonsense_is_not_believed(
    use_node: Callable[[str], None], answering: Callable[..., str], body: bytes, status: int
) -> None:
    place(StandardPage, "Orchard")
    use_node(answering(body, status))

    assert outcome(ask()) == FROM_THE_EMBEDDED_INDEX


def test_something_else_at_the_address_is_not_believed(
    use_node: Callable[[str], None], answering: Callable[..., str]
) -> None:
    place(StandardPage, "Orchard")
    use_node(answering(b'{"hits": {"hits": []}}', **{"X-Elastic-Product": "Other"}))

    assert outcome(ask()) == FROM_THE_EMBEDDED_INDEX


def test_a_node_that_does_not_answer_is_waited_for_once_and_named_once(
    use_node: Callable[[str], None], mute: Any, caplog: pytest.LogCaptureFixture
) -> None:
    place(StandardPage, "Orchard")
    use_node(mute.url)
    started = time.monotonic()

    with caplog.at_level(logging.WARNING, logger="search"):
        answers = [outcome(ask()) for _ in range(3)]

    assert answers == [FROM_THE_EMBEDDED_INDEX] * 3
    assert len(mute.calls) == 1
    assert time.monotonic() - started < 2
    ours = [record.getMessage() for record in caplog.records if record.name == "search.outage"]
    assert ours == ["Elasticsearch failed, the embedded index answers instead: ConnectionTimeout"]


def test_a_node_that_is_overloaded_is_not_asked_again(
    use_node: Callable[[str], None], answering: Callable[..., str], heard: list[str]
) -> None:
    use_node(answering(b"{}", 503))

    ask()
    ask()

    assert heard == ["POST /test_wagtailcore_page/_search"]


def test_publishing_waits_once_for_a_node_that_does_not_answer(use_node: Callable[[str], None], mute: Any) -> None:
    use_node(mute.url)
    started = time.monotonic()

    page = place(StandardPage, "Orchard")
    place(StandardPage, "Hedgerow").delete()

    assert page.live
    assert len(mute.calls) == 1
    assert time.monotonic() - started < 4
    assert MissedUpdate.objects.exists()
    assert outcome(ask()) == FROM_THE_EMBEDDED_INDEX


def test_a_node_that_has_missed_something_is_not_asked(
    use_node: Callable[[str], None], answering: Callable[..., str]
) -> None:
    place(StandardPage, "Orchard")
    use_node(answering(b'{"hits": {"hits": []}}'))
    assert outcome(ask()) == ("elasticsearch", False, [])

    MissedUpdate.objects.create()

    assert outcome(ask()) == FROM_THE_EMBEDDED_INDEX


def test_a_node_that_has_missed_something_is_told_nothing_until_it_is_rebuilt(
    use_node: Callable[[str], None], answering: Callable[..., str], heard: list[str]
) -> None:
    use_node(answering(b"{}"))
    MissedUpdate.objects.create()

    place(StandardPage, "Orchard", live=False)

    assert heard == []
    assert MissedUpdate.objects.count() > 1


def test_what_a_node_remembers_wrongly_is_neither_found_nor_counted(
    use_node: Callable[[str], None], answering: Callable[..., str]
) -> None:
    orchard = place(StandardPage, "Orchard")
    draft = place(StandardPage, "Draft", live=False)
    hits = ", ".join(f'{{"_id": "{key}"}}' for key in (draft.pk, orchard.pk, 999_999))
    use_node(answering(f'{{"hits": {{"hits": [{hits}]}}}}'.encode()))

    found = ask()

    assert outcome(found) == ("elasticsearch", False, ["Orchard"])
    assert found.total == 1


def test_one_page_costs_as_many_queries_as_twenty() -> None:
    place(StandardPage, "Hedgerow")
    for number in range(20):
        place(StandardPage, f"Orchard {number}")
    assert ask("hedgerow").pages[0].url == "/hedgerow/"  # learns what is the same for all: the site, the kinds of page

    with CaptureQueriesContext(connection) as for_one:
        assert len([page.url for page in ask("hedgerow").pages]) == 1
    with CaptureQueriesContext(connection) as for_twenty:
        assert len([page.url for page in ask("orchard").pages]) == 20

    assert len(for_one) == len(for_twenty)
