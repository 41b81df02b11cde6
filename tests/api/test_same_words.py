"""What a reader sees of a page and what the API tells of it are the same words, for every page type and block."""

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from itertools import count
from typing import Any

import pytest
from django.test import Client

from api.pages import TYPES
from donations.money import format_minor
from pages.models import BudgetLine, SpendingEntry, StandardPage
from tests.factories.pages import body_of_each_block, home, picture, place, place_crowdfund, publish

WRITTEN = re.compile(r"\b[a-z]+-0\d\d\b")


@pytest.fixture
def word() -> Callable[[str], str]:
    """Words that are found again wherever they are shown: `word("title")` gives title-001."""
    numbers = count(1)
    return lambda kind: f"{kind}-{next(numbers):03}"


@pytest.fixture
def fields(word: Callable[[str], str]) -> dict[str, Any]:
    """Everything that every page has, filled in."""
    linked = place(StandardPage, word("linked"))
    body = body_of_each_block(
        word, picture=picture(credit=word("credit")), page=linked, crowdfund=place_crowdfund(word("crowdfund"))
    )
    return {"introduction": word("introduction"), "body": body}


class SeenText(HTMLParser):
    """The text and the alternative texts within <main>, without what is hidden in templates and buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.inside, self.seen = False, ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = self.inside or tag == "main"
        if self.inside and tag == "img":
            self.seen += f" {dict(attrs)['alt']} "

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "main"
        self.seen += " "

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.seen += data


def seen(client: Client, path: str) -> str:
    parser = SeenText()
    parser.feed(client.get(path).content.decode())
    return " ".join(parser.seen.split())


def told(client: Client, path: str) -> Any:
    return client.get("/api/v1/pages/find", {"path": path}).json()


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from strings(each)
    elif isinstance(value, str):
        yield value


def amounts(value: Any) -> Iterator[int]:
    if isinstance(value, list):
        for each in value:
            yield from amounts(each)
    elif isinstance(value, dict):
        for name, each in value.items():
            if name.endswith("_minor") and isinstance(each, int) and name not in ("min_minor", "max_minor"):
                yield each
            else:
                yield from amounts(each)


@pytest.mark.parametrize("kind", TYPES)
def test_page_and_api_have_the_same_words(
    client: Client, word: Callable[[str], str], fields: dict[str, Any], kind: str
) -> None:
    page = write(kind, word, fields)

    html, json = seen(client, page.url), told(client, page.url)

    assert json["type"] == kind
    shown = set(WRITTEN.findall(html))
    assert len(shown) >= 30
    assert set(WRITTEN.findall(" ".join(strings(json)))) == shown
    assert {format_minor(amount, "GBP") for amount in amounts(json)} - set(re.findall(r"£[\d,.]*\d", html)) == set()


def write(kind: str, word: Callable[[str], str], fields: dict[str, Any]) -> Any:
    if kind == "home":
        page = home()
        page.title, page.introduction, page.body = word("title"), fields["introduction"], fields["body"]
        page.crowdfund = place_crowdfund(word("ask"))
        return publish(page)
    if kind == "crowdfund":
        return place_crowdfund(
            word("title"),
            if_under=word("under"),
            if_over=word("over"),
            budget_lines=[BudgetLine(title=word("line"), amount_minor=120_050 + each) for each in range(4)],
            spending_entries=[SpendingEntry(title=word("spent"), amount_minor=3_300)],
            **fields,
        )
    more = {"crowdfund": place_crowdfund(word("ask"))} if kind == "campaign" else {}
    return place(TYPES[kind], word("title"), **more, **fields)
