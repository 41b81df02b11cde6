"""Atom feeds: valid, whole addresses, safe HTML, twenty entries at most, and nothing hidden."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect

from pages.models import MeetingReportPage, PressPage, StandardPage
from tests.factories.blocks import document
from tests.factories.events import place_event
from tests.factories.hubs import place_hub
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
from tests.factories.topics import make_topic

pytestmark = [pytest.mark.django_db, pytest.mark.database]

ATOM = "{http://www.w3.org/2005/Atom}"


def feed(client: Client, path: str) -> ElementTree.Element:
    """What RFC 4287 asks of every feed is there."""
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    root = ElementTree.fromstring(response.content)
    for element in (root, *root.findall(f"{ATOM}entry")):
        assert element.findtext(f"{ATOM}id", "").startswith("urn:uuid:")
        assert element.findtext(f"{ATOM}title")
        assert datetime.fromisoformat(element.findtext(f"{ATOM}updated", "")).tzinfo
        assert all(link.get("href", "").startswith("http://testserver/") for link in element.findall(f"{ATOM}link"))
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    return root


def titles(root: ElementTree.Element) -> list[str]:
    return [title.text or "" for title in root.findall(f"{ATOM}entry/{ATOM}title")]


def test_an_entry_tells_a_post_as_it_can_be_read_elsewhere(client: Client) -> None:
    about = place(StandardPage, "About us")
    draft = place(StandardPage, "Not yet", live=False)
    links = f'<a linktype="page" id="{about.pk}">us</a> <a linktype="page" id="{draft.pk}">later</a>'
    bad = '<a href="javascript:alert(1)" onclick="x()">bad</a><script>alert(1)</script>'
    body = [block("text", f"<p>Read {links} {bad}</p>"), block("quote", {"quote": "<b>Yes</b>", "speaker": "Ada"})]
    place_post(
        "Less < more & “so on”\x0b",
        place_person("Ada", affiliation="Society"),
        byline="Mary",
        introduction="In <short>.",
        topics=[make_topic("Housing")],
        date=date(2016, 9, 2),
        body=body,
    )

    entry = feed(client, "/feeds/stories/").find(f"{ATOM}entry")

    assert entry is not None
    assert entry.findtext(f"{ATOM}title") == "Less < more & “so on”"
    assert entry.findtext(f"{ATOM}published", "").startswith("2016-09-02T00:00:00")
    assert [name.text for name in entry.findall(f"{ATOM}author/{ATOM}name")] == ["Ada", "Mary"]
    assert [uri.text for uri in entry.findall(f"{ATOM}author/{ATOM}uri")] == ["http://testserver/ada/"]
    assert [each.attrib for each in entry.findall(f"{ATOM}category")] == [{"term": "housing", "label": "Housing"}]
    assert entry.findtext(f"{ATOM}summary") == "In <short>."
    assert entry.findtext(f"{ATOM}content") == (
        '<p>Read <a href="http://testserver/about-us/">us</a> <a>later</a> <a>bad</a></p>'
        "<blockquote><p>&lt;b&gt;Yes&lt;/b&gt;</p><p>Ada</p></blockquote>"
    )


def test_each_blog_series_topic_and_press_page_has_its_own(client: Client) -> None:
    publish(home("cy"))
    series, press = place_series(slug="women"), place(PressPage, "Press", slug="press")
    place_post("In the blog", topics=[make_topic("Housing")], date=date(2026, 1, 1))
    part = place_post("In the series", parent=series, date=date(2026, 1, 2))
    place_post("Release", parent=press)
    translate(place_blog(), title="Straeon")
    translate(series, title="Menywod")
    translate(part, title="Rhan")

    assert titles(feed(client, "/feeds/stories/")) == ["In the series", "In the blog"]
    assert titles(feed(client, "/feeds/stories/?topic=housing")) == ["In the blog"]
    assert titles(feed(client, "/feeds/stories/women/")) == ["In the series"]
    assert titles(feed(client, "/feeds/press/")) == ["Release"]
    assert titles(feed(client, "/cy/feeds/stories/")) == ["Rhan"]
    for path in ("/feeds/stories/?topic=nothing", "/feeds/nothing/", "/feeds/stories/in-the-blog/", "/feeds/a%00b/"):
        assert client.get(path).status_code == 404


def test_a_hub_tells_how_its_meetings_went_and_those_that_are_ahead(client: Client) -> None:
    hub = place_hub("Brighton")
    tomorrow = timezone.localdate() + timedelta(1)
    place_event("Assembly", slug="assembly", parent=hub, start_date=tomorrow, venue="Town hall", town="Brighton")
    place_event("Over", slug="over", parent=hub, start_date=tomorrow - timedelta(9))
    place(MeetingReportPage, "How it went", parent=hub, held_on=date(2026, 3, 3))
    place_event("Elsewhere", slug="elsewhere", parent=place_hub("Hove"), start_date=tomorrow)

    root = feed(client, "/feeds/hubs/brighton/")

    assert titles(root) == ["How it went", "Assembly"]
    assert "Town hall, Brighton</p>" in root.findall(f"{ATOM}entry/{ATOM}content")[1].text


def test_nothing_hidden_stands_in_a_feed(client: Client) -> None:
    place_post("Draft", live=False)
    hide(place_post("Private"))
    closed = place_series(slug="closed")
    place_post("In a closed series", parent=closed)
    hide(closed)

    root = feed(client, "/feeds/stories/")

    assert titles(root) == []
    assert client.get("/feeds/stories/closed/").status_code == 404


def test_pages_lead_to_their_feed_and_a_page_that_moved_takes_it_along(client: Client) -> None:
    blog = place_blog()
    Redirect.add_redirect("/old-stories", redirect_to=blog)

    link = '<link rel="alternate" type="application/atom+xml" title="Stories" href="/feeds/stories/">'
    assert link in client.get(blog.url).content.decode()
    assert client.get("/feeds/old-stories/")["Location"] == "/feeds/stories/"


def test_it_is_answered_304_until_something_is_published(client: Client) -> None:
    place_post("First")
    etag = client.get("/feeds/stories/")["ETag"]

    assert client.get("/feeds/stories/", headers={"If-None-Match": etag}).status_code == 304

    place_post("Second")

    again = client.get("/feeds/stories/", headers={"If-None-Match": etag})
    assert (again.status_code, titles(ElementTree.fromstring(again.content))) == (200, ["Second", "First"])


def test_twenty_entries_at_most_cost_as_much_as_one(client: Client) -> None:
    topic, ada, file = make_topic(), place_person(), document()
    link: Any = f'<p><a linktype="document" id="{file.pk}">file</a></p>'
    few = place_series(slug="few")
    many = place_series(slug="many")
    for parent, number in ((few, 1), (many, 21)):
        for each in range(number):
            place_post(f"P{each}", ada, parent=parent, topics=[topic], body=[block("text", link)])
    feed(client, "/feeds/stories/few/")

    numbers = []
    for slug in ("few", "many"):
        with CaptureQueriesContext(connection) as captured:
            root = feed(client, f"/feeds/stories/{slug}/?again=1")
        numbers.append(len(captured))

    assert len(titles(root)) == 20
    assert numbers[0] == numbers[1] <= 8


def test_changing_a_post_changes_when_the_feed_was_updated(client: Client) -> None:
    post = place_post("A post", date=date(2016, 9, 2))
    post.last_published_at = datetime(2026, 3, 4, 9, tzinfo=UTC)
    post.save()

    assert feed(client, "/feeds/stories/").findtext(f"{ATOM}updated", "").startswith("2026-03-04T09:00:00")
