"""What search promises, the same on the embedded index (SQLite, PostgreSQL) and on Elasticsearch."""

import time
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import override_settings
from modelsearch.backends import get_search_backend
from pytest_django.fixtures import Settings
from wagtail.models import Locale, Page, PageViewRestriction

from pages.models import HomePage, StandardPage
from search.queries import Found, find, uses_elasticsearch

pytestmark = [pytest.mark.database, pytest.mark.django_db]

HOSTILE = {
    "a quote": '"',
    "a quote in a word": 'a"b',
    "a lone quote after a word": 'hub"',
    "a space": " ",
    "nothing": "",
    "NUL": "\0",
    "NUL in a word": "hu\0b",
    "an escaped NUL": "%00",
    "per cent": "100% %s %d",
    "operators": "AND OR NOT NEAR(hub town, 2) * ^ : - ( )",
    "a lone operator": "NOT",
    "a star": "*",
    "a column": "title: {body} : hub",
    "parentheses": "((((hub",
    "Lucene": '+hub -town && || ! ( ) { } [ ] ^ " ~ * ? : \\ /',
    "tsquery": "hub & !town | <-> 'x':*A",
    "backslashes": "\\ \\\\ hub\\",
    "apostrophes": "' '' hub's",
    "emoji": "😀 👩🏽‍🚒",
    "right to left": "‮مرحبا שלום",
    "a lone surrogate": "\ud800",
    "10 kB of one letter": "x" * 10_000,
    "10 kB of words": "ab " * 3_500,
    "10 kB of marks": "́" * 5_000,
    "SQL": "'; DROP TABLE wagtailcore_page; --",
    "JSON": '{"match_all": {}}',
}


@pytest.fixture(scope="session")
def node(elasticsearch_url: str) -> Iterator[dict[str, Any]]:
    """The settings of an Elasticsearch backend with an empty index of this test process's own."""
    prefix = f"test_{uuid.uuid4().hex[:8]}_"
    node = {"BACKEND": "search.backends.elasticsearch", "URLS": [elasticsearch_url], "INDEX_PREFIX": prefix}
    with override_settings(WAGTAILSEARCH_BACKENDS={"elasticsearch": node}):
        call_command("update_index", backend_name="elasticsearch", schema_only=True, verbosity=0)
        client = get_search_backend("elasticsearch").es
    yield node
    client.indices.delete(index=",".join(client.indices.get(index=f"{prefix}*")))


@pytest.fixture(params=["embedded", "elasticsearch"])
def engine(request: pytest.FixtureRequest, settings: Settings) -> Iterator[str]:
    cache.clear()
    if request.param == "elasticsearch":
        node = request.getfixturevalue("node")
        settings.WAGTAILSEARCH_BACKENDS = {**settings.WAGTAILSEARCH_BACKENDS, "elasticsearch": node}
    yield request.param
    if request.param == "elasticsearch":
        client, index = get_search_backend("elasticsearch").es, f"{node['INDEX_PREFIX']}wagtailcore_page"
        client.indices.refresh(index=index)
        for hit in client.search(index=index, size=1000, source=False)["hits"]["hits"]:
            client.delete(index=index, id=hit["_id"])


@pytest.fixture
def home(engine: str) -> HomePage:
    return HomePage.objects.get(locale__language_code="en")


def add(parent: Page, title: str, **fields: Any) -> StandardPage:
    page = StandardPage(title=title, slug=uuid.uuid4().hex, **fields)
    return parent.add_child(instance=page)


def ask(text: str, language: str = "en", **options: int) -> Found:
    for backend in ("default", "elasticsearch") if uses_elasticsearch() else ("default",):
        get_search_backend(backend).refresh_indexes()
    return find(text, locale=Locale.objects.get(language_code=language), **options)


def titles(text: str, language: str = "en") -> list[str]:
    found = ask(text, language)
    assert found.total == len(found.pages)
    return sorted(page.title for page in found.pages)


def test_it_says_which_engine_answered(engine: str, home: HomePage) -> None:
    add(home, "Online hub")

    found = ask("hub")

    assert (found.engine, found.is_degraded, found.total) == (engine, False, 1)
    assert [type(page) for page in found.pages] == [StandardPage]


@pytest.mark.parametrize(
    "text", ["meeting", "MEETING", " meeting ", "first meeting", "meeting first", "“first” meeting!"]
)
def test_every_word_is_found_as_it_is_written(home: HomePage, text: str) -> None:
    add(home, "First meeting")
    add(home, "Meetings", introduction="We met at the first of all.")
    add(home, "Meet us first")

    assert titles(text) == ["First meeting"]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Café", "cafe"),
        ("Cafe", "café"),
        ("Cafe\u0301", "CAFÉ"),
        ("Gŵyl yr ŵyn", "wyn gwyl"),
        ("Gwyl yr wyn", "ŵyn"),
        ("Tŷ’r Cyffredin", "ty'r cyffredin"),
        ("Straße", "STRASSE"),
        ("People’s Assembly", "people's assembly"),
        ("Co-operative £5,000", "co operative 5,000"),
        ("a_b", "b"),
        ("www.example.org/join-us", "example join"),
        ("Version 1.2e5", "1.2e5"),
    ],
)
def test_accents_capitals_and_marks_make_no_difference(home: HomePage, title: str, text: str) -> None:
    add(home, title)

    assert titles(text) == [title]


def test_the_words_of_a_page_are_its_title_introduction_and_text(home: HomePage) -> None:
    text = {"type": "text", "value": "<p>Saltmarsh <b>walk</b></p>"}
    add(home, "Hedgerow", introduction="Orchard", body=[text])

    for words in ("hedgerow", "orchard", "saltmarsh walk", "walk orchard hedgerow"):
        assert titles(words) == ["Hedgerow"]
    assert titles("hedgerow b") == []


def test_a_title_counts_more_than_a_text(home: HomePage) -> None:
    add(home, "Orchard", introduction="A hedgerow is a line of shrubs.")
    add(home, "Hedgerow", introduction="An orchard is a garden of trees.")

    assert [page.title for page in ask("hedgerow").pages] == ["Hedgerow", "Orchard"]
    assert [page.title for page in ask("orchard").pages] == ["Orchard", "Hedgerow"]


def test_drafts_and_what_was_taken_down_are_not_found(home: HomePage) -> None:
    add(home, "Orchard draft", live=False)
    add(home, "Orchard taken down").unpublish()
    add(home, "Orchard deleted").delete()
    published = add(home, "Orchard published")
    published.introduction = "Hedgerow"
    published.save_revision()

    assert titles("orchard") == ["Orchard published"]
    assert titles("hedgerow") == []


def test_what_was_published_is_found_at_once_and_what_it_replaced_no_more(home: HomePage) -> None:
    page = add(home, "Orchard")

    page.title = "Hedgerow"
    page.save_revision().publish()

    assert titles("hedgerow") == ["Hedgerow"]
    assert titles("orchard") == []


@pytest.mark.parametrize("restriction", [PageViewRestriction.LOGIN, PageViewRestriction.PASSWORD])
def test_neither_private_pages_nor_those_beneath_are_found_or_counted(home: HomePage, restriction: str) -> None:
    private = add(home, "Orchard private")
    add(private, "Orchard beneath")
    moved = add(home, "Orchard moved")
    add(home, "Orchard open")

    PageViewRestriction.objects.create(page=private, restriction_type=restriction, password="apple")
    moved.move(private, pos="last-child")

    assert titles("orchard") == ["Orchard open"]


def test_each_language_finds_its_own(home: HomePage) -> None:
    Page.objects.filter(locale__language_code="cy").update(live=True)
    welsh = HomePage.objects.get(locale__language_code="cy")
    add(home, "Orchard hub")
    add(welsh, "Perllan hub", locale=welsh.locale)

    assert titles("hub", "en") == ["Orchard hub"]
    assert titles("hub", "cy") == ["Perllan hub"]


def test_only_our_own_kinds_of_page_are_found(home: HomePage) -> None:
    Page.get_first_root_node().add_child(instance=Page(title="Orchard", slug="orchard"))

    assert titles("orchard") == []


def test_results_come_in_pages_that_neither_repeat_nor_leave_out(home: HomePage) -> None:
    expected = sorted(add(home, f"Orchard {number}").title for number in range(7))

    slices = [ask("orchard", offset=offset, limit=3) for offset in (0, 3, 6, 9)]

    assert [len(found.pages) for found in slices] == [3, 3, 1, 0]
    assert {found.total for found in slices} == {7}
    assert sorted(page.title for found in slices for page in found.pages) == expected


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_is_too_much(engine: str, home: HomePage, text: str) -> None:
    add(home, "Hub")

    started = time.monotonic()
    found = ask(text)

    assert time.monotonic() - started < 2
    assert (found.engine, found.is_degraded) == (engine, False) or not text.strip()
    assert {page.title for page in found.pages} <= {"Hub"}


@pytest.mark.parametrize("title", [text for text in HOSTILE.values() if "\0" not in text and "\ud800" not in text][:20])
def test_whatever_a_page_says_it_can_be_saved_and_found(home: HomePage, title: str) -> None:
    add(home, "Hub " + title[:200], introduction=title[:350])

    assert ask("hub").total == 1
