"""How many queries a page may cost: twelve for its first reader, one for every other, however much stands on it."""

import uuid
from pathlib import Path
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from cms import caching
from pages.models import StandardPage
from tests.factories.blocks import body_of_each_block
from tests.factories.events import put_in_force
from tests.factories.full_pages import PAGES, SOON, word
from tests.factories.hubs import hub_of, place_hub
from tests.factories.meeting_wishes import many
from tests.factories.pages import (
    block,
    hide,
    picture,
    place,
    place_crowdfund,
)
from tests.factories.topics import make_topic

COLD = 12
WARM = 1
SMALL = (160, 90)


@pytest.fixture(autouse=True)
def own_media(db: None, settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def filled_in() -> dict[str, Any]:
    """Everything that pages have: blocks, links, a crowdfund that is not their own, a picture to share."""
    linked = place(StandardPage, word("linked"))
    body = body_of_each_block(word, picture=picture(size=SMALL), page=linked, crowdfund=place_crowdfund(word("other")))
    body.append(block("related_reads", {"heading": "Other reads", "reads": [], "fill_up_to": 3}))
    body.append(
        block("image", {"image": {"image": picture(size=SMALL).pk, "decorative": True, "alt_text": ""}, "caption": ""})
    )
    return {"introduction": "What it is about.", "body": body, "social_image": picture(size=SMALL)}


def queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)


def queries_of_the_first_reader(client: Client, path: str) -> int:
    """As many as in a new process, except that renditions of pictures are there already."""
    client.get(path)
    forget()
    return queries(client, path)


def forget() -> None:
    for each in caches.all():
        each.clear()
    caching._kept.clear()
    ContentType.objects.clear_cache()


@pytest.mark.parametrize("kind", PAGES)
def test_a_full_page_and_its_json_keep_to_their_budget(client: Client, filled_in: dict[str, Any], kind: str) -> None:
    page = PAGES[kind](**filled_in)
    hide(place(StandardPage, "For staff"))

    for path in (page.url, f"/api/v1/pages/{page.pk}"):
        assert (path, queries_of_the_first_reader(client, path)) <= (path, COLD)
        assert (path, queries(client, path)) == (path, WARM)


@pytest.mark.parametrize("kind", PAGES)
def test_an_address_with_a_query_costs_no_more(client: Client, filled_in: dict[str, Any], kind: str) -> None:
    page = PAGES[kind](**filled_in)

    assert queries_of_the_first_reader(client, f"{page.url}?utm_source=mail") <= COLD


def test_thirty_blocks_with_pictures_cost_two_queries_more_than_none(client: Client) -> None:
    linked = place(StandardPage, word("linked"))
    blocks = body_of_each_block(
        word, picture=picture(size=SMALL), page=linked, crowdfund=place_crowdfund(word("other"))
    )
    body = [each for each in blocks if each["type"] in ("image", "video", "gallery")] * 10
    page = place(StandardPage, "About us", body=[{**each, "id": str(uuid.uuid4())} for each in body])

    assert queries_of_the_first_reader(client, page.url) == 4 + 2


@pytest.mark.parametrize("times", [1, 20])
def test_the_length_of_a_page_does_not_matter(client: Client, times: int) -> None:
    targets = [place(StandardPage, word("target")) for _ in range(times)]
    page = place(StandardPage, "A long page", body=[each for target in targets for each in links_to(target)])

    # The generations, the tree, the small tables that all pages ask for, the page.
    assert queries_of_the_first_reader(client, page.url) == 4
    assert client.get(page.url).content.decode().count(f'href="{targets[-1].url}"') == 3


def links_to(target: StandardPage) -> list[dict[str, Any]]:
    """A link in a text, a button and a read."""
    link = {"page": target.pk, "url": ""}
    reads = [{**link, "title": "", "source": ""}]
    return [
        block("text", f'<p><a linktype="page" id="{target.pk}">there</a></p>'),
        block("call_to_action", {**link, "heading": "Come", "text": "", "button": "Go"}),
        block("related_reads", {"heading": "Reads", "reads": reads}),
    ]


def test_twenty_drafts_cost_as_much_as_one(client: Client) -> None:
    drafts = [place(StandardPage, word("draft"), live=False) for _ in range(20)]
    pages = [
        place(StandardPage, f"Links to {n}", body=[each for draft in drafts[:n] for each in links_to(draft)])
        for n in (1, 20)
    ]

    few, many = (queries_of_the_first_reader(client, page.url) for page in pages)

    assert few == many <= COLD


@pytest.mark.parametrize(
    ("path", "cold", "warm"),
    [
        ("/api/v1/site", 5, 1),
        ("/api/v1/crowdfunds/hub", 8, 1),
        ("/api/v1/hubs", 7, 1),
        ("/hubs/", 8, 1),
        ("/api/v1/events", 7, 1),
        ("/api/v1/events?near=Frome", 8, 1),
        ("/api/v1/events/event0", 6, 1),
        ("/calendar/", COLD, 1),
        ("/calendar/list/", COLD, 1),
        ("/calendar/?hub=hub0", COLD, 6),
        ("/calendar/?topic=topic-0", COLD, 6),
        ("/calendar/list/?near=Frome", COLD + 1, 6),  # which events lie there
        ("/api/v1/topics", 3, 1),
        ("/calendar.ics", 9, 1),
        ("/calendar/hubs/hub0.ics", 10, 1),
        ("/calendar/hubs/hub0/follow/", 6, 3),
        ("/meetings-wanted/", 4, 1),
        ("/meetings-wanted/map/", 7, 1),
        ("/meetings-wanted/map/?nation=ENG", 7, 5),
        ("/api/v1/meetings-wanted", 4, 1),
        ("/give/hub/", 6, 3),
        ("/search/", 4, 1),
        ("/search/?q=hub", COLD, 9),
        ("/nothing/", COLD, 6),
        ("/login/", 4, 1),
    ],
)
def test_what_is_no_page_of_an_editor(client: Client, path: str, cold: int, warm: int) -> None:
    place_crowdfund("An online hub", slug="hub")
    for number in range(3):
        hub = hub_of(place_hub(f"Hub{number}"))
        of = {"hub": hub, "topics": [make_topic(f"Topic {number}")]}
        put_in_force(f"event{number}", day=SOON, rule="RRULE:FREQ=WEEKLY", now=timezone.now(), **of)
        many(7, ("Frome", "Nuneaton", "Lancaster")[number])

    assert queries_of_the_first_reader(client, path) <= cold
    assert queries(client, path) <= warm


def test_an_empty_site_keeps_to_the_budget(client: Client) -> None:
    assert queries_of_the_first_reader(client, "/") <= COLD
    assert queries(client, "/") == WARM
