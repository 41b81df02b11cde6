"""No draft, private, scheduled or expired page anywhere: not by itself, not in a list, a link, a block or a search."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from pages.models import CampaignPage, StandardPage
from pages.services.scheduling import publish_scheduled
from tests.factories.pages import block, hide, home, place, place_crowdfund, publish, translate

SECRET = "canary"


def draft(page: Any) -> None:
    page.unpublish()


def private_by_its_parent(page: Any) -> None:
    parent = place(CampaignPage, f"{SECRET} parent")
    hide(parent)
    page.move(Page.objects.get(pk=parent.pk), pos="last-child")


def scheduled(page: Any) -> None:
    page.unpublish()
    page.go_live_at = timezone.now() + timedelta(days=1)
    publish(page)


def expired(page: Any) -> None:
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    publish_scheduled(timezone.now())


@pytest.fixture(params=[draft, hide, private_by_its_parent, scheduled, expired])
def secret(request: pytest.FixtureRequest) -> StandardPage:
    """A page that only some may see, whose title and address say so."""
    page = place(StandardPage, f"{SECRET} page", slug=SECRET, introduction=SECRET)
    make_secret: Callable[[Any], None] = request.param
    make_secret(page)
    return StandardPage.objects.get(pk=page.pk)


def leading_to(page: Page) -> list[dict[str, Any]]:
    """A body with every kind of link to the page."""
    nothing = {"title": "", "page": page.pk, "url": "", "source": ""}
    action = {"heading": "Act", "text": "", "button": "Go", "page": page.pk, "url": ""}
    return [
        block("text", f'<p>See <a linktype="page" id="{page.pk}">this</a>.</p>'),
        block("call_to_action", action),
        block("related_reads", {"heading": "Reads", "reads": [nothing]}),
    ]


def test_it_is_not_found_by_itself(client: Client, secret: StandardPage) -> None:
    assert client.get(f"/api/v1/pages/{secret.pk}").status_code == 404
    assert client.get("/api/v1/pages/find", {"path": f"/{SECRET}/"}).status_code == 404


@pytest.mark.parametrize("query", [{}, {"type": "standard"}, {"locale": "en"}])
def test_it_is_in_no_list(client: Client, secret: StandardPage, query: dict[str, str]) -> None:
    answer = client.get("/api/v1/pages", query)

    assert answer.status_code == 200
    assert SECRET not in answer.content.decode()


def test_what_lies_below_it_is_in_no_list_of_its_children(client: Client) -> None:
    above = place(CampaignPage, SECRET)
    place(StandardPage, "Below", parent=above)
    hide(above)

    assert client.get("/api/v1/pages", {"parent": above.pk}).json() == {"items": [], "total": 0}


def test_no_block_leads_to_it(client: Client, secret: StandardPage) -> None:
    page = place(StandardPage, "Page", body=leading_to(secret))

    answer = client.get(f"/api/v1/pages/{page.pk}")

    assert SECRET not in answer.content.decode()
    # A read that leads nowhere is left out, and the block with it.
    text, action = answer.json()["body"]
    assert text["value"] == "<p>See <a>this</a>.</p>"
    assert action["value"]["button"] is None


def test_no_page_that_people_read_leads_to_it(client: Client, secret: StandardPage) -> None:
    place(StandardPage, "Page", body=leading_to(secret))

    answer = client.get("/page/")

    assert answer.status_code == 200
    assert SECRET not in answer.content.decode()


def test_no_search_finds_it(client: Client, secret: StandardPage) -> None:
    answer = client.get("/api/v1/search", {"q": SECRET})

    assert answer.json() == {"items": [], "total": 0, "is_degraded": False}


def test_an_unpublished_translation_is_not_told(client: Client) -> None:
    publish(home("cy"))
    page = place(StandardPage, "About us")
    translate(page, title=SECRET, live=False)

    assert client.get(f"/api/v1/pages/{page.pk}").json()["meta"]["translations"] == []


def test_a_private_parent_is_not_told(client: Client) -> None:
    parent = place(CampaignPage, SECRET, slug="parent")
    child = place(StandardPage, "Child", parent=parent)
    parent.unpublish()

    meta = client.get(f"/api/v1/pages/{child.pk}").json()["meta"]

    assert (meta["parent"], meta["breadcrumbs"]) == (None, [])


def test_a_crowdfund_that_is_not_published_opens_no_page(client: Client) -> None:
    crowdfund = place_crowdfund(SECRET, slug=SECRET, live=False)
    value = {"page": crowdfund.pk, "heading": SECRET}
    page = place(CampaignPage, "Campaign", crowdfund=crowdfund, body=[block("crowdfund", value)])

    told = client.get(f"/api/v1/pages/{page.pk}")

    assert SECRET not in told.content.decode()
    assert (told.json()["crowdfund"], told.json()["body"]) == (None, [])


def test_words_of_a_draft_are_not_told(client: Client) -> None:
    page = place(StandardPage, "Page", introduction="Published.")
    page.title, page.introduction = SECRET, SECRET
    page.save_revision()

    assert SECRET not in client.get(f"/api/v1/pages/{page.pk}").content.decode()
    assert SECRET not in client.get("/api/v1/pages").content.decode()
