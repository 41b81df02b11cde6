"""What search promises, the same on the embedded index (SQLite, PostgreSQL) and on Elasticsearch."""

import time

import pytest
from modelsearch.backends import get_search_backend
from wagtail.models import Locale, Page, PageViewRestriction

from pages.models import StandardPage
from search.queries import Found, find, uses_elasticsearch
from tests.factories.hostile_text import HOSTILE
from tests.factories.pages import hide, home, place, place_person, place_post, publish

pytestmark = [pytest.mark.database, pytest.mark.django_db, pytest.mark.usefixtures("engine")]


def ask(text: str, language: str = "en", **options: int) -> Found:
    if uses_elasticsearch():
        get_search_backend("elasticsearch").refresh_indexes()
    return find(text, locale=Locale.objects.get(language_code=language), **options)


def titles(text: str, language: str = "en") -> list[str]:
    found = ask(text, language)
    assert found.total == len(found.pages)
    return sorted(page.title for page in found.pages)


def test_it_says_which_engine_answered(engine: str) -> None:
    place(StandardPage, "Online hub")

    found = ask("hub")

    assert (found.engine, found.is_degraded, found.total) == (engine, False, 1)
    assert [type(page) for page in found.pages] == [StandardPage]


@pytest.mark.parametrize(
    "text", ["meeting", "MEETING", " meeting ", "first meeting", "meeting first", "“first” meeting!"]
)
def test_every_word_is_found_as_it_is_written(text: str) -> None:
    place(StandardPage, "First meeting")
    place(StandardPage, "Meetings", introduction="We met at the first of all.")
    place(StandardPage, "Meet us first")

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
def test_accents_capitals_and_marks_make_no_difference(title: str, text: str) -> None:
    place(StandardPage, title)

    assert titles(text) == [title]


def test_the_words_of_a_page_are_its_title_introduction_and_text() -> None:
    text = {"type": "text", "value": "<p>Saltmarsh <b>walk</b></p>"}
    place(StandardPage, "Hedgerow", introduction="Orchard", body=[text])

    for words in ("hedgerow", "orchard", "saltmarsh walk", "walk orchard hedgerow"):
        assert titles(words) == ["Hedgerow"]
    assert titles("hedgerow b") == []


def test_a_title_counts_more_than_a_text() -> None:
    place(StandardPage, "Orchard", introduction="A hedgerow is a line of shrubs.")
    place(StandardPage, "Hedgerow", introduction="An orchard is a garden of trees.")

    assert [page.title for page in ask("hedgerow").pages] == ["Hedgerow", "Orchard"]
    assert [page.title for page in ask("orchard").pages] == ["Orchard", "Hedgerow"]


def test_drafts_and_what_was_taken_down_are_not_found() -> None:
    place(StandardPage, "Orchard draft", live=False)
    place(StandardPage, "Orchard taken down").unpublish()
    place(StandardPage, "Orchard deleted").delete()
    published = place(StandardPage, "Orchard published")
    published.introduction = "Hedgerow"
    published.save_revision()

    assert titles("orchard") == ["Orchard published"]
    assert titles("hedgerow") == []


def test_what_was_published_is_found_at_once_and_what_it_replaced_no_more() -> None:
    page = place(StandardPage, "Orchard")

    page.title = "Hedgerow"
    page.save_revision().publish()

    assert titles("hedgerow") == ["Hedgerow"]
    assert titles("orchard") == []


@pytest.mark.parametrize("restriction", [PageViewRestriction.LOGIN, PageViewRestriction.PASSWORD])
def test_neither_private_pages_nor_those_beneath_are_found_or_counted(restriction: str) -> None:
    private = place(StandardPage, "Orchard private")
    place(StandardPage, "Orchard beneath", parent=private)
    moved = place(StandardPage, "Orchard moved")
    place(StandardPage, "Orchard open")

    PageViewRestriction.objects.create(page=private, restriction_type=restriction, password="apple")
    moved.move(Page.objects.get(pk=private.pk), pos="last-child")

    assert titles("orchard") == ["Orchard open"]


def test_a_post_is_found_by_the_name_of_who_wrote_it_and_by_nothing_else_that_their_page_tells() -> None:
    person = place_person("Ada Lovelace", affiliation="Analytical Society")
    place_post("Orchard", person)
    assert titles("lovelace") == ["Ada Lovelace", "Orchard"]

    hide(person)

    assert titles("lovelace") == ["Orchard"]
    assert titles("analytical") == []


def test_each_language_finds_its_own() -> None:
    publish(home("cy"))
    place(StandardPage, "Orchard hub")
    place(StandardPage, "Perllan hub", parent=home("cy"))

    assert titles("hub", "en") == ["Orchard hub"]
    assert titles("hub", "cy") == ["Perllan hub"]


def test_only_our_own_kinds_of_page_are_found() -> None:
    Page.get_first_root_node().add_child(instance=Page(title="Orchard", slug="orchard"))

    assert titles("orchard") == []


def test_deleting_takes_a_page_out_of_the_index(engine: str) -> None:
    page = place(StandardPage, "Orchard")
    candidates = Page.objects.all()
    backend = get_search_backend("elasticsearch" if engine == "elasticsearch" else "default")
    backend.refresh_indexes()
    assert backend.best_pages("orchard", candidates, limit=5) == [page.pk]

    page.delete()

    backend.refresh_indexes()
    assert backend.best_pages("orchard", candidates, limit=5) == []


def test_results_come_in_pages_that_neither_repeat_nor_leave_out() -> None:
    expected = sorted(place(StandardPage, f"Orchard {number}").title for number in range(7))

    slices = [ask("orchard", offset=offset, limit=3) for offset in (0, 3, 6, 9)]

    assert [len(found.pages) for found in slices] == [3, 3, 1, 0]
    assert {found.total for found in slices} == {7}
    assert sorted(page.title for found in slices for page in found.pages) == expected


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_is_too_much(engine: str, text: str) -> None:
    place(StandardPage, "Hub")

    started = time.monotonic()
    found = ask(text)

    assert time.monotonic() - started < 2
    assert (found.engine, found.is_degraded) == (engine, False) or not text.strip()
    assert {page.title for page in found.pages} <= {"Hub"}


@pytest.mark.parametrize("title", [text for text in HOSTILE.values() if "\0" not in text and "\ud800" not in text][:20])
def test_whatever_a_page_says_it_can_be_saved_and_found(title: str) -> None:
    place(StandardPage, "Hub " + title[:200], introduction=title[:350])

    assert ask("hub").total == 1
