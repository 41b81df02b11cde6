"""The search page as a reader and a robot see it."""

import pytest
from django.core.cache import cache
from django.test import Client

from pages.models import StandardPage
from tests.factories.hostile_text import HOSTILE
from tests.factories.pages import hide, home, place, publish

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def see(client: Client, query: str = "", **parameters: str) -> str:
    response = client.get("/search/", {"q": query, **parameters})
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("address", ["/search/", "/search/?q=", "/search/?q=+", "/search/?q=%00", "/search/?page=3"])
def test_without_a_question_there_is_only_the_form(client: Client, address: str) -> None:
    response = client.get(address)

    assert response.status_code == 200
    assert b'name="q"' in response.content
    assert b"found" not in response.content


def test_what_is_found_is_listed_with_its_summary_and_counted(client: Client) -> None:
    place(StandardPage, "Orchard", introduction="A garden of trees.")
    hide(place(StandardPage, "Orchard for members"))

    text = see(client, "orchard")

    assert "1 page found" in text
    assert '<h3 class="entry-title"><a href="/orchard/">Orchard</a></h3>' in text
    assert "A garden of trees." in text
    assert "members" not in text


def test_nothing_found_says_so_and_what_to_try(client: Client) -> None:
    text = see(client, "orchard")

    assert "0 pages found" in text
    assert "Try other or fewer words." in text


def test_welsh_readers_search_welsh_pages(client: Client) -> None:
    publish(home("cy"))
    place(StandardPage, "Perllan", parent=home("cy"))

    response = client.get("/cy/search/", {"q": "perllan"})

    assert '<a href="/cy/perllan/">Perllan</a>' in response.content.decode()
    assert "Perllan" not in see(client, "perllan")


def test_robots_are_asked_not_to_keep_results(client: Client) -> None:
    assert '<meta name="robots" content="noindex">' in see(client, "orchard")


def test_what_was_typed_is_shown_as_text(client: Client) -> None:
    text = see(client, '"><script>alert(1)</script>')

    assert "<script>alert(1)" not in text
    assert "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_other_parameters_are_ignored(client: Client) -> None:
    place(StandardPage, "Orchard")

    assert "1 page found" in see(client, "orchard", utm_source="mail", page__gt="1", locale="cy")


def test_a_page_number_that_makes_no_sense_leads_to_one_that_does(client: Client) -> None:
    for number in range(21):
        place(StandardPage, f"Orchard {number}")
    first = ["1", "", "x", "1.5", "\0", "9" * 5_000]
    second = ["2", "3", "0", "-1", "9" * 30]

    texts = {number: see(client, "orchard", page=number) for number in first + second}

    assert [number for number, text in texts.items() if "Page 1 of 2" in text] == first
    assert [number for number, text in texts.items() if "Page 2 of 2" in text] == second
    assert all("21 pages found" in text for text in texts.values())


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_is_too_much(client: Client, text: str) -> None:
    cache.clear()

    see(client, text.encode("utf-8", "replace").decode())


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_the_page_is_only_for_reading(client: Client, method: str) -> None:
    assert getattr(client, method)("/search/").status_code == 405
