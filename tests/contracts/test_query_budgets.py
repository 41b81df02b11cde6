"""How many queries a page may cost: twelve for its first reader, one for every other, however much stands on it."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from itertools import count
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
from donations.models import Crowdfund, SupporterMessage, SupporterUpdate
from pages.models import CampaignPage, MeetingReportPage, PressPage, StandardPage
from tests.factories.blocks import body_of_each_block
from tests.factories.comments import comment
from tests.factories.donations import NOW, make_donation
from tests.factories.events import event_of, place_event, put_in_force
from tests.factories.hubs import hub_of, place_hub, place_index
from tests.factories.meeting_wishes import many
from tests.factories.pages import (
    block,
    hide,
    home,
    picture,
    place,
    place_blog,
    place_crowdfund,
    place_person,
    place_post,
    place_series,
    publish,
)
from tests.factories.topics import make_topic

SOON = timezone.localdate() + timedelta(days=1)
COLD = 12
WARM = 1
numbers = count(1)


def word(kind: str) -> str:
    return f"{kind}-{next(numbers)}"


@pytest.fixture(autouse=True)
def own_media(db: None, settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def filled_in() -> dict[str, Any]:
    """Everything that pages have: blocks, links, a crowdfund that is not their own, a picture to share."""
    linked = place(StandardPage, word("linked"))
    body = body_of_each_block(word, picture=picture(), page=linked, crowdfund=place_crowdfund(word("other")))
    body.append(block("related_reads", {"heading": "Other reads", "reads": [], "fill_up_to": 3}))
    body.append(block("image", {"image": {"image": picture().pk, "decorative": True, "alt_text": ""}, "caption": ""}))
    return {"introduction": "What it is about.", "body": body, "social_image": picture()}


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


def home_page(**fields: Any) -> Any:
    page = home()
    for name, value in {"crowdfund": place_crowdfund(word("ask")), **fields}.items():
        setattr(page, name, value)
    return publish(page)


def campaign_page(**fields: Any) -> Any:
    """One on which readers comment."""
    page = place(CampaignPage, "Campaign", crowdfund=place_crowdfund(word("ask")), comments="open", **fields)
    comment(page.translation_key, parent=comment(page.translation_key))
    return page


def crowdfund_page(**fields: Any) -> Any:
    """One whose supporters are named, and were told what became of the money."""
    page = place_crowdfund("Crowdfund", **fields)
    crowdfund = Crowdfund.objects.get(key=page.translation_key)
    donation = make_donation(crowdfund, state="paid")
    SupporterMessage.objects.create(donation=donation, public_name="Ada", written_at=NOW, state="shown")
    SupporterUpdate.objects.create(crowdfund=crowdfund, locale="en", subject="Done", written_at=NOW, ordered_at=NOW)
    return page


def with_the_past(event: Any) -> Any:
    """Of two dates that are over one has been told of."""
    of_event = event_of(event)
    for days in (8, 1):
        ends_at = timezone.now() - timedelta(days)
        row = of_event.occurrences.create(
            **dict.fromkeys(("original_date", "local_date"), ends_at.date()),
            hub=of_event.hub,
            **dict.fromkeys(("original_starts_at", "starts_at", "ends_at"), ends_at),
        )
    told = {"event_page": event, "held_on": row.local_date, "original_date": row.original_date, "people": 9}
    return place(MeetingReportPage, "How it went", parent=event.get_parent(), **told)


def hub_page(**fields: Any) -> Any:
    hub = place_hub("Brighton", **fields)
    with_the_past(place_event(rule="RRULE:FREQ=WEEKLY", start_date=SOON, parent=hub))
    return hub


def event_page(**fields: Any) -> Any:
    about = {"topics": [make_topic()], **fields}
    event = place_event(rule="RRULE:FREQ=WEEKLY", start_date=SOON, parent=place_hub("Ours"), **about)
    with_the_past(event)
    return event


def report_page(**fields: Any) -> Any:
    event = place_event(rule="RRULE:FREQ=WEEKLY", start_date=SOON, parent=place_hub("Ours"))
    report = with_the_past(event)
    for name, value in fields.items():
        setattr(report, name, value)
    return publish(report)


PAGES: dict[str, Callable[..., Any]] = {
    "home": home_page,
    "campaign": lambda **fields: place(
        CampaignPage, "Campaign", crowdfund=place_crowdfund(word("ask")), comments="open", **fields
    ),
    "crowdfund": crowdfund_page,
    "hub index": lambda **fields: place_index(**fields),
    "hub": hub_page,
    "event": event_page,
    "meeting report": report_page,
    "blog index": lambda **fields: place_blog(**fields),
    "series": lambda **fields: place_series(**fields),
    "blog post": lambda **fields: place_post(word("post"), place_person(), topics=[make_topic()], **fields),
    "person": lambda **fields: place_person(photo=picture(), **fields),
    "press": lambda **fields: place(PressPage, "Press", **fields),
    "standard": lambda **fields: place(StandardPage, "About us", **fields),
}


@pytest.mark.parametrize("kind", PAGES)
def test_a_full_page_keeps_to_its_budget(client: Client, filled_in: dict[str, Any], kind: str) -> None:
    page = PAGES[kind](**filled_in)
    hide(place(StandardPage, "For staff"))

    assert queries_of_the_first_reader(client, page.url) <= COLD
    assert queries(client, page.url) == WARM


@pytest.mark.parametrize("kind", PAGES)
def test_an_address_with_a_query_costs_no_more(client: Client, filled_in: dict[str, Any], kind: str) -> None:
    page = PAGES[kind](**filled_in)

    assert queries_of_the_first_reader(client, f"{page.url}?utm_source=mail") <= COLD


def test_thirty_blocks_with_pictures_cost_two_queries_more_than_none(client: Client) -> None:
    linked = place(StandardPage, word("linked"))
    blocks = body_of_each_block(word, picture=picture(), page=linked, crowdfund=place_crowdfund(word("other")))
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
