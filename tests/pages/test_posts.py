"""What readers see of posts: who wrote them, where they stand in a series, how long they take, what else to read."""

import uuid
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from pages.models import BlogPostPage, StandardPage
from tests.factories.pages import (
    block,
    hide,
    home,
    place,
    place_blog,
    place_person,
    place_post,
    place_series,
    publish,
    translate,
)
from tests.factories.reading import read, words
from tests.factories.topics import make_topic

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_people_stand_in_their_order_and_are_linked_only_while_everybody_may_see_them(client: Client) -> None:
    draft = place_person("Grace Hopper", live=False, affiliation="Navy")
    private = place_person("Mary Somerville", affiliation="Royal Society")
    hide(private)
    ada = place_person("Ada Lovelace", affiliation="Analytical Society")
    post = place_post("Engines", draft, private, ada, byline="Mary, Frome")

    source = read(client, post.url)

    byline = words(client.get(post.url)).replace(" ,", ",")
    assert "By Grace Hopper, Mary Somerville, Ada Lovelace (Analytical Society), Mary, Frome" in byline
    assert '<a href="/ada-lovelace/" rel="author">' in source
    assert "/grace-hopper/" not in source
    assert "/mary-somerville/" not in source


def test_a_translated_post_shows_its_people_in_welsh_where_they_are_translated(client: Client) -> None:
    publish(home("cy"))
    ada, grace = place_person("Ada", affiliation="Society"), place_person("Grace", affiliation="Navy")
    post = place_post("Engines", ada, grace)
    translate(ada, title="Ada (cy)", affiliation="Cymdeithas")
    translate(place_blog(), title="Straeon")

    welsh = translate(post, title="Peiriannau")

    source = read(client, welsh.url)
    assert '<a href="/cy/ada/" rel="author">Ada (cy)</a> <span class="muted">(Cymdeithas)</span>' in source
    assert '<a href="/grace/" rel="author">Grace</a> <span class="muted">(Navy)</span>' in source


@pytest.mark.parametrize(("number", "minutes"), [(0, 0), (1, 1), (220, 1), (221, 2)])
def test_reading_time_is_reckoned_from_all_words_and_rounded_up(number: int, minutes: int) -> None:
    body = [block("quote", {"quote": "word " * number, "speaker": "", "affiliation": ""})] if number else []

    assert BlogPostPage(title="A post", body=body).reading_minutes == minutes


@pytest.mark.parametrize(
    ("day", "first", "last", "updated"),
    [
        (date(2026, 3, 1), datetime(2026, 3, 1, 9, tzinfo=UTC), datetime(2026, 3, 1, 20, tzinfo=UTC), None),
        (date(2026, 3, 1), datetime(2026, 3, 1, 9, tzinfo=UTC), datetime(2026, 3, 4, 9, tzinfo=UTC), date(2026, 3, 4)),
        (date(2016, 9, 2), datetime(2026, 3, 1, 9, tzinfo=UTC), datetime(2026, 3, 1, 10, tzinfo=UTC), None),
        (date(2026, 3, 9), datetime(2026, 3, 1, 9, tzinfo=UTC), datetime(2026, 3, 4, 9, tzinfo=UTC), None),
        (date(2026, 3, 1), None, None, None),
    ],
)
def test_a_change_days_later_is_told(day: date, first: Any, last: Any, updated: date | None) -> None:
    post = BlogPostPage(date=day, first_published_at=first, last_published_at=last)

    assert post.updated_on == updated


def test_parts_follow_the_tree_and_only_those_that_everybody_may_see(client: Client) -> None:
    publish(home("cy"))
    series = place_series()
    first, _, second, private, third = (
        place_post(title, parent=series, live=title != "Draft")
        for title in ("First", "Draft", "Second", "Private", "Third")
    )
    hide(private)
    place_post("Beside the series")
    for page, title in ((place_blog(), "Straeon"), (series, "Menywod"), (second, "Ail")):
        translate(page, title=title)

    text = words(client.get(second.url))

    assert "Part 2 of 3: Women on alliances Previous: First Next: Third All parts First Second Third" in text
    assert "Draft" not in text
    assert "Part 1 of 3" in words(client.get(first.url))
    assert "Rhan 1 o 1" in words(client.get(second.get_translations().get().url))
    assert "Part 3 of 3 · " in words(client.get(series.url))

    third.move(first, pos="left")

    assert "Part 1 of 3: Women on alliances Next: First" in words(client.get(third.url))


def test_a_post_leads_on_to_those_that_share_most_topics_and_to_nothing_hidden(client: Client) -> None:
    publish(home("cy"))
    housing, buses, schools = (make_topic(name) for name in ("Housing", "Buses", "Schools"))
    post = place_post("Asked", topics=[housing, buses])
    place_post("Old and close", topics=[housing, buses], date=date(2016, 1, 1))
    place_post("New", topics=[housing], date=date(2026, 1, 2))
    place_post("Older", topics=[buses], date=date(2026, 1, 1))
    place_post("Too old", topics=[buses], date=date(2015, 1, 1))
    place_post("Other topic", topics=[schools])
    place_post("Draft", topics=[housing, buses], live=False)
    hide(place_post("Private", topics=[housing, buses]))
    translate(place_blog(), title="Straeon")
    translate(place_post("English", topics=[], live=False), title="Cymraeg", topics=[housing, buses])

    text = words(client.get(post.url))

    reads = text.partition("Other interesting reads ")[2]
    assert reads.startswith("Old and close 1 January 2016 New 2 January 2026 Older 1 January 2026 ")
    assert [title for title in ("Too old", "Other topic", "Draft", "Private", "Cymraeg") if title in text] == []


def reads_block(*pages: Any, fill_up_to: int | None = None, **elsewhere: str) -> dict[str, Any]:
    none = {"page": None, "title": "", "url": "", "source": "", "date": None}
    chosen = [{**none, "page": page.pk} for page in pages]
    if elsewhere:
        chosen.append({**none, **elsewhere})
    return block("related_reads", {"heading": "Reads", "reads": chosen, "fill_up_to": fill_up_to})


def test_a_block_is_filled_up_with_what_is_not_chosen_already(client: Client) -> None:
    topic = make_topic()
    chosen = place_post("Chosen", topics=[topic], date=date(2026, 1, 9))
    place_post("New", topics=[topic], date=date(2026, 1, 8))
    place_post("Old", topics=[topic], date=date(2026, 1, 7))
    article = {"title": "An article", "url": "https://read.example/", "source": "The Paper", "date": "2016-09-02"}
    body = [reads_block(chosen, fill_up_to=3, **article), {**reads_block(fill_up_to=1), "id": str(uuid.UUID(int=2))}]

    post = place_post("Asked", topics=[topic], body=body)

    text = words(client.get(post.url))
    assert "Reads Chosen An article The Paper, 2 September 2016 New 8 January 2026 Reads Old 7 January 2026" in text
    assert "Other interesting reads" not in text
    told = client.get(f"/api/v1/pages/{post.pk}").json()
    assert [read["title"] for read in told["body"][0]["value"]["reads"]] == ["Chosen", "An article", "New"]
    assert told["reads"] == []


def test_a_page_without_topics_is_filled_up_with_the_newest(client: Client) -> None:
    for day in (1, 3, 2):
        place_post(f"Day {day}", date=date(2026, 1, day))

    page = place(StandardPage, "About", body=[reads_block(fill_up_to=2)])

    text = words(client.get(page.url))
    assert "Reads Day 3 3 January 2026 Day 2 2 January 2026" in text
    assert "Day 1" not in text
