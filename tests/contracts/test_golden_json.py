"""What the API tells of each page type and block, byte for byte: a change here is a change in every front end.

`UPDATE_GOLDEN=1` writes the files anew; what then differs goes into the changelog.
"""

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from jsonschema import Draft202012Validator
from pytest_django import Settings
from wagtail.models import Page

from api.links import TYPES
from api.urls import api
from pages.blocks import StoryBlock
from pages.models import CampaignPage, EventSpeaker, MeetingReportPage, PressDownload, PressPage, StandardPage
from tests.factories.blocks import body_of_each_block, document
from tests.factories.events import place_event
from tests.factories.hubs import place_hub, place_index
from tests.factories.pages import (
    block,
    home,
    picture,
    place,
    place_blog,
    place_crowdfund,
    place_person,
    place_post,
    place_series,
    publish,
    translate,
)
from tests.factories.topics import make_topic

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(scope="module")
def schema() -> Any:
    """What is published of all answers: to make it takes longer than to check an answer."""
    return json.loads(json.dumps(api.get_openapi_schema()))


@pytest.fixture(autouse=True)
def fixed_surroundings(db: None, settings: Settings, tmp_path: Path) -> Any:
    cache.clear()
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel("2026-11-23T09:00:00Z", tick=False):
        yield


def fill_in(kind: str) -> Any:
    """A page of the kind with everything that its type can have, in two languages."""
    publish(home("cy"))
    about = place(StandardPage, "About us", introduction="Who we are.")
    text = [block("text", f'<p>Read <a linktype="page" id="{about.pk}">about us</a>.</p>')]
    more = {"introduction": "In short.", "body": text, "seo_title": "For search", "social_image": picture()}
    if kind == "home":
        page = home()
        for name, value in {**more, "crowdfund": place_crowdfund()}.items():
            setattr(page, name, value)
        return publish(page)
    campaign = place(CampaignPage, "A campaign")
    translate(campaign, title="Ymgyrch")
    if kind == "crowdfund":
        words = {"if_under": "We do less.", "if_over": "We do more.", "last_day": date(2026, 12, 24)}
        page = place_crowdfund(parent=campaign, **words, **more)
    elif kind == "event":
        page = place_event("Assembly", start_date=date(2026, 12, 1), **EVERYTHING_OF_AN_EVENT, **more)
        page.speakers.add(EventSpeaker(name="Ada Lovelace", affiliation="Analytical Society"))
        publish(page)
    elif kind == "meeting_report":
        event, hub = place_event("Assembly"), place_hub("Brighton")
        translate(place_index(), title="Hybiau")
        translate(hub, title="Brighton (cy)")
        page = place(MeetingReportPage, "How it went", slug="how", parent=hub, event_page=event, **REPORTED, **more)
    elif kind in ("hub_index", "hub"):
        return fill_in_hubs(kind, more)
    elif kind in ("blog_index", "series", "blog_post", "person", "press"):
        return fill_in_posts(kind, more)
    elif kind == "campaign":
        page = place(CampaignPage, "Another campaign", crowdfund=place_crowdfund(), comments="open", **more)
    else:
        page = place(TYPES[kind], "A page", parent=campaign, **more)
    translate(page, title="Tudalen")
    return page


REPORTED = {
    "held_on": date(2026, 3, 3),
    "place": "Town hall, Frome",
    "people": 23,
    "next_steps": "A bus.\n\nAda asks the council.",
}
EVERYTHING_FOR_THE_PRESS = {
    "contact_name": "Ayeisha",
    "contact_phone": "020 7946 0123",
    "contact_email": "press@example.org",
    "contact_note": "Weekdays, 9 to 18",
    "about": "We bring parties together.\n\nSince 2003.",
}
EVERYTHING_OF_AN_EVENT = {
    "rule": "RRULE:FREQ=MONTHLY;COUNT=2;BYDAY=1TU",
    "mode": "hybrid",
    "venue": "Town hall",
    "address": "1 High Street",
    "latitude": "51.23042",
    "longitude": "-2.32176",
    "online_url": "https://meet.example/assembly",
    "is_step_free": True,
    "access_note": "A loop is fitted.",
    "capacity": 80,
}


def fill_in_hubs(kind: str, more: dict[str, Any]) -> Page:
    index = place_index(**(more if kind == "hub_index" else {}))
    where = {"area": "Sussex", "towns": "Brighton, Hove", "contact_email": "brighton@example.org"}
    hub = place_hub("Brighton", chat_url="https://chat.example/", **where, **(more if kind == "hub" else {}))
    translate(index, title="Hybiau")
    translate(hub, title="Brighton (cy)")
    return index if kind == "hub_index" else hub


def fill_in_posts(kind: str, more: dict[str, Any]) -> Page:
    """A series of two parts by one person, and a press release."""
    mine = {name: more if name == kind else {} for name in ("blog_index", "series", "blog_post", "person", "press")}
    blog, photo = place_blog(**mine["blog_index"]), {"affiliation": "Analytical Society", "photo": more["social_image"]}
    ada = place_person(slug="ada", **photo, **mine["person"])
    series = place_series(slug="women", **mine["series"])
    told = {"topics": [make_topic("Housing", welsh="Tai")], "byline": "Mary, Frome", "date": date(2026, 11, 20)}
    place_post("Before", ada, slug="before", parent=series, **told)
    post = place_post("A post", ada, slug="post", parent=series, **told, **mine["blog_post"])
    place_post("Elsewhere", slug="elsewhere", **told)
    press = place(PressPage, "Press", slug="press", **EVERYTHING_FOR_THE_PRESS, **mine["press"])
    press.downloads.add(PressDownload(document=document("Logo", "logo.pdf"), title="Our logo"))
    place_post("Release", slug="release", parent=publish(press), date=date(2026, 11, 22))
    pages = {"blog_index": blog, "series": series, "blog_post": post, "person": ada, "press": press}
    for name in pages if kind == "blog_post" else (kind,) if kind != "series" else ("blog_index", "series"):
        translate(pages[name], title=f"{name} (cy)")
    return pages[kind]


def read(client: Client, schema: Any, page: Page) -> Any:
    """The page's JSON, valid by the published schema, with page ids that are the same in every database."""
    told = client.get(f"/api/v1/pages/{page.pk}").json()
    answer = schema["paths"]["/api/v1/pages/{page_id}"]["get"]["responses"]["200"]["content"]["application/json"]
    Draft202012Validator({**schema, **answer["schema"]}).validate(told)
    text = json.dumps(told)
    for number, pk in enumerate(Page.objects.order_by("-pk").values_list("pk", flat=True)):
        for form in ('"id": {},', '/pages/{}"', "/pages/{}/", "/cards/{}-"):
            text = text.replace(form.format(pk), form.format(9000 - number))
    return json.loads(text)


def assert_golden(name: str, told: Any) -> None:
    path = GOLDEN / f"{name}.json"
    text = json.dumps(told, indent=2, ensure_ascii=False) + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text)
    assert path.exists(), "UPDATE_GOLDEN=1 writes it"
    assert text == path.read_text()


@pytest.mark.parametrize("kind", TYPES)
def test_page(client: Client, schema: Any, kind: str) -> None:
    assert_golden(f"page_{kind}", read(client, schema, fill_in(kind)))


@pytest.mark.parametrize("kind", StoryBlock().child_blocks)
def test_block(client: Client, schema: Any, kind: str) -> None:
    linked = place(StandardPage, "About us")
    crowdfund = place_crowdfund()
    words = body_of_each_block(lambda word: f"some {word}", picture=picture(), page=linked, crowdfund=crowdfund)
    page = place(StandardPage, "A page", body=[each for each in words if each["type"] == kind])

    body = read(client, schema, page)["body"]

    assert len(body) == 1
    assert_golden(f"block_{kind}", body[0])
