"""What home and campaign pages list by themselves, so that nothing published is without a way to it."""

import re

import pytest
from django.test import Client

from pages.models import CampaignPage, StandardPage
from tests.factories.pages import block, hide, home, place, place_crowdfund, publish

pytestmark = pytest.mark.django_db


def listed_on(client: Client, path: str) -> list[tuple[str, str]]:
    found = re.findall(r'<h2 class="entry-title"><a href="([^"]+)">([^<]+)</a>', client.get(path).content.decode())
    return [(url, title) for url, title in found]


def test_home_lists_nothing_once_it_has_words_of_its_own(client: Client) -> None:
    place(CampaignPage, "Campaign", slug="campaign")
    before = client.get("/").content.decode()

    page = home()
    page.body = [block("text", "<p>Welcome.</p>")]
    publish(page)

    assert ">Campaign</a></h2>" in before
    assert "Nothing is published here yet." not in before
    assert listed_on(client, "/") == []


def test_home_lists_in_the_order_of_the_tree(client: Client) -> None:
    campaign = place(CampaignPage, "Campaign", slug="campaign")
    place_crowdfund("Hub", slug="hub", parent=campaign)
    place_crowdfund("Hall", slug="hall")
    place(StandardPage, "About us", slug="about")
    place(CampaignPage, "A draft", live=False)
    hide(place(CampaignPage, "A secret"))

    assert listed_on(client, "/") == [("/campaign/", "Campaign"), ("/campaign/hub/", "Hub"), ("/hall/", "Hall")]


def test_a_campaign_that_opens_with_no_crowdfund_lists_its_own(client: Client) -> None:
    campaign = place(CampaignPage, "Campaign", slug="campaign")
    hub = place_crowdfund("Hub", slug="hub", parent=campaign)
    place_crowdfund("Elsewhere", slug="elsewhere")
    before = listed_on(client, "/campaign/")

    campaign = CampaignPage.objects.get(pk=campaign.pk)
    campaign.crowdfund = hub
    publish(campaign)
    named = listed_on(client, "/campaign/")
    hub.unpublish()
    place_crowdfund("Second", slug="second", parent=CampaignPage.objects.get(pk=campaign.pk))

    assert (before, named) == ([("/campaign/hub/", "Hub")], [])
    assert listed_on(client, "/campaign/") == [("/campaign/second/", "Second")]


def test_a_new_campaign_stands_in_the_menu() -> None:
    assert CampaignPage(title="Campaign").show_in_menus
    assert not StandardPage(title="About us").show_in_menus
