"""What a reader sees of a page and what the API tells of it are the same words, for every page type and block."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from html.parser import HTMLParser
from itertools import count
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from api.links import TYPES
from cms.public_tree import HOME_DEPTH
from donations.models import CrowdfundTotal
from donations.money import format_minor
from pages.models import BudgetLine, CrowdfundPage, EventSpeaker, SpendingEntry, StandardPage, StretchGoal
from tests.factories.blocks import body_of_each_block
from tests.factories.events import place_event
from tests.factories.pages import (
    home,
    picture,
    place,
    place_blog,
    place_crowdfund,
    publish,
    translate,
)

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
    shown = picture(credit=word("credit"), size=(160, 90))
    body = body_of_each_block(word, picture=shown, page=linked, crowdfund=place_crowdfund(word("crowdfund")))
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

    assert_same_words(client, page.url, kind)


@pytest.mark.parametrize("kind", TYPES)
def test_so_they_have_in_welsh_when_the_english_page_has_changed_since(
    client: Client, word: Callable[[str], str], fields: dict[str, Any], kind: str
) -> None:
    publish(home("cy"))
    page = write(kind, word, fields)
    welsh = translated(page, word)
    if kind == "crowdfund":
        page.goal_minor = 700_000
        page.budget_lines.add(BudgetLine(title=word("late"), amount_minor=88_800))
        page.budget_lines.get(amount_minor=120_050).amount_minor = 99_900
        page.spending_entries.set([SpendingEntry(title=word("late"), amount_minor=77_700)])
    publish(page)

    shown_amounts = assert_same_words(client, welsh.url, kind)

    assert {"£7,000", "£999", "£888", "£777"} <= shown_amounts or kind != "crowdfund"


@pytest.mark.django_db
@pytest.mark.parametrize("raised", [310_000, 500_000, 500_001])
def test_once_a_crowdfund_is_over_both_tell_only_what_came_true(client: Client, raised: int) -> None:
    page = place_crowdfund(if_under="under-001", if_over="over-001", last_day=date(2020, 1, 1))
    CrowdfundTotal.objects.update(raised_minor=raised)

    assert ("under-001" in seen(client, page.url), "over-001" in seen(client, page.url)) == (
        raised < 500_000,
        raised > 500_000,
    )
    json = told(client, page.url)
    assert (json["if_under"], json["if_over"]) == ("under-001" * (raised < 500_000), "over-001" * (raised > 500_000))


def assert_same_words(client: Client, path: str, kind: str) -> set[str]:
    """Gives the amounts that are shown."""
    html, json = seen(client, path), told(client, path)
    shown, shown_amounts = set(WRITTEN.findall(html)), set(re.findall(r"£[\d,.]*\d", html))
    # The switch of languages names the language, not the page's title in it.
    json["meta"].pop("translations")
    assert json["type"] == kind
    assert len(shown) >= 25
    # Addresses are no words.
    words = [re.sub(r'href="[^"]*"', "", each) for each in strings(json) if not each.startswith("/")]
    assert set(WRITTEN.findall(" ".join(words))) == shown
    assert {format_minor(amount, "GBP") for amount in amounts(json)} - shown_amounts == set()
    return shown_amounts


def translated(page: Any, word: Callable[[str], str]) -> Any:
    """The page's Welsh translation, with a title of its own and, of a crowdfund, a budget in words of its own."""
    if page.depth == HOME_DEPTH:
        welsh = home("cy")
        for name in ("introduction", "body", "crowdfund"):
            setattr(welsh, name, getattr(page, name))
        welsh.title = word("teitl")
        return publish(welsh)
    if page.get_parent().depth > HOME_DEPTH:
        translate(page.get_parent(), title="Straeon")
    title = word("teitl")
    welsh = translate(page, title=title, slug=title, live=False)
    if isinstance(welsh, CrowdfundPage):
        for line in welsh.budget_lines.all():
            line.title = word("llinell")
    return publish(welsh)


def write(kind: str, word: Callable[[str], str], fields: dict[str, Any]) -> Any:
    if kind == "home":
        page = home()
        page.title, page.introduction, page.body = word("title"), fields["introduction"], fields["body"]
        page.crowdfund = place_crowdfund(word("ask"))
        return publish(page)
    if kind == "crowdfund":
        return place_crowdfund(
            word("title"),
            slug="hub",
            if_under=word("under"),
            if_over=word("over"),
            purpose=word("purpose"),
            stretch_goals=[StretchGoal(title=word("stretch"), amount_minor=900_000)],
            budget_lines=[BudgetLine(title=word("line"), amount_minor=120_050 + each) for each in range(4)],
            spending_entries=[SpendingEntry(title=word("spent"), amount_minor=3_300, line_number=2)],
            **fields,
        )
    if kind == "event":
        return place_event(
            word("title"),
            slug="event",
            start_date=timezone.localdate() + timedelta(days=1),
            **{name: word(name.replace("_", "")) for name in ("venue", "address", "town", "access_note")},
            speakers=[EventSpeaker(name=word("speaker"), affiliation=word("party"))],
            **fields,
        )
    more: dict[str, Any] = {"crowdfund": place_crowdfund(word("ask"))} if kind == "campaign" else {}
    if kind == "meeting_report":
        facts = {"event_page": place_event(word("meeting"), slug="meeting"), "held_on": date(2026, 3, 3)}
        more = {**facts, "place": word("place"), "next_steps": word("next")}
    if kind in ("series", "blog_post"):
        more = {"parent": place_blog()}
    # Of what has a lasting name the first title would be found again in it.
    return place(TYPES[kind], word("title"), slug=kind.replace("_", "-"), **more, **fields)
