"""Two clicks take a live page away, with all that belongs to it and wherever it was told of; two bring it back."""

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from wagtail.log_actions import LogContext
from wagtail.models import GroupPagePermission, Page, PageLogEntry

from donations.models import Crowdfund
from pages.models import CampaignPage, CrowdfundPage, StandardPage
from tests.factories.events import NOW, place_event
from tests.factories.pages import place
from tests.factories.zebra import ADDRESSES, restore, telling, words

pytestmark = pytest.mark.django_db


def follow(browser: Client, label: str, address: str) -> str:
    """The address to which the page's reader is led by this label."""
    html = words(browser.get(address))
    assert label in html
    return html.split(f">{label}<")[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")


def withdraw(browser: Client, page: Page) -> Any:
    """With the two clicks: on the live page, and on the button that asks once more, as it is filled in."""
    confirm = follow(browser, "Withdraw this page", page.get_url())
    html = words(browser.get(confirm))
    sent = {"next": f"/admin/pages/{page.pk}/edit/"}
    if 'name="include_descendants"' in html and "checked" in html.split('name="include_descendants"')[1][:40]:
        sent["include_descendants"] = "on"
    return browser.post(confirm.partition("?")[0], sent)


def test_everything_that_tells_of_a_campaign_is_clean_at_once(
    client: Client, editor: Client, campaign: CampaignPage
) -> None:
    before = telling(client, ADDRESSES)

    response = withdraw(editor, campaign)

    assert before == ADDRESSES
    assert (response.status_code, response["Location"]) == (302, f"/admin/pages/{campaign.pk}/edit/")
    assert telling(client, ADDRESSES) == []
    assert client.get("/zebrabus/").status_code == 404
    assert client.get("/api/v1/crowdfunds/fuel").status_code == 404
    assert client.get(f"/api/v1/pages/{campaign.pk}").status_code == 404


def test_all_of_it_comes_back_as_it_was(client: Client, editor: Client, campaign: CampaignPage) -> None:
    withdraw(editor, campaign)
    campaign = CampaignPage.objects.get(pk=campaign.pk)
    campaign.introduction = "A newer draft."
    campaign.save_revision()

    response = restore(editor, campaign)

    assert response.status_code == 302
    assert telling(client, ADDRESSES) == ADDRESSES
    html = words(client.get("/zebrabus/"))
    assert "So that everybody can come." in html
    assert "A newer draft." not in html
    assert Crowdfund.objects.in_force().get().is_open()
    assert CampaignPage.objects.get(pk=campaign.pk).get_latest_revision_as_object().introduction == "A newer draft."


def test_all_of_it_comes_back_when_the_button_was_pressed_twice(
    client: Client, editor: Client, campaign: CampaignPage
) -> None:
    meanwhile = CampaignPage.objects.get(pk=campaign.pk)
    withdraw(editor, campaign)
    with LogContext():
        meanwhile.unpublish()

    restore(editor, campaign)

    assert telling(client, ADDRESSES) == ADDRESSES


def test_a_newer_draft_comes_back_only_when_asked_for(client: Client, editor: Client, campaign: CampaignPage) -> None:
    withdraw(editor, campaign)
    unchanged = words(editor.get(f"/admin/restore/{campaign.pk}/"))
    campaign = CampaignPage.objects.get(pk=campaign.pk)
    campaign.introduction = "A newer draft."
    campaign.save_revision()

    changed = words(editor.get(f"/admin/restore/{campaign.pk}/"))
    restore(editor, campaign, newest="on")

    assert 'name="newest"' not in unchanged
    assert 'name="newest"' in changed
    assert "A newer draft." in words(client.get("/zebrabus/"))


def test_what_was_withdrawn_by_itself_before_stays_away(client: Client, editor: Client, campaign: CampaignPage) -> None:
    withdraw(editor, CrowdfundPage.objects.get(slug="fuel", locale=campaign.locale))
    withdraw(editor, CampaignPage.objects.get(pk=campaign.pk))

    restore(editor, campaign)

    assert client.get("/zebrabus/").status_code == 200
    assert client.get("/zebrabus/fuel/").status_code == 404


@time_machine.travel(NOW, tick=False)
def test_a_meeting_leaves_calendar_and_feeds_and_comes_back(client: Client, editor: Client) -> None:
    addresses = ["/calendar/", "/calendar/list/", "/calendar.ics", "/calendar/events/zebra.ics", "/zebra/"]
    addresses += ["/api/v1/events", "/sitemap.xml", "/search/?q=zebrameeting"]
    page = place_event("Zebrameeting", slug="zebra")
    before = telling(client, addresses)

    withdraw(editor, page)
    away = telling(client, addresses)
    restore(editor, page)

    assert before == addresses
    assert away == []
    assert telling(client, addresses) == addresses


def test_a_page_that_expired_comes_back_without_its_end(client: Client, editor: Client) -> None:
    page = place(StandardPage, "About us", slug="about", expire_at=datetime(2026, 1, 1, tzinfo=UTC))
    call_command("publish_scheduled")
    expired = client.get("/about/").status_code

    restore(editor, page)
    call_command("publish_scheduled")

    assert expired == 404
    assert client.get("/about/").status_code == 200


def test_what_was_public_may_be_kept_no_more_and_that_is_said(client: Client, editor: Client) -> None:
    page = place(StandardPage, "About us", slug="about")
    withdraw(editor, page)
    PageLogEntry.objects.all().delete()

    html = words(editor.get(f"/admin/restore/{page.pk}/"))
    restore(editor, page)

    assert "what was public is kept no more" in html
    assert client.get("/about/").status_code == 200


def test_only_who_may_publish_is_led_to_either(client: Client, editor: Client, campaign: CampaignPage) -> None:
    draft = place(StandardPage, "A draft", live=False)
    withdraw(editor, campaign)
    GroupPagePermission.objects.filter(permission__codename="publish_page").delete()
    about = place(StandardPage, "About us", slug="about")

    assert "Withdraw this page" not in words(editor.get("/about/"))
    assert "Withdraw this page" not in words(client.get("/about/"))
    assert f"/admin/restore/{campaign.pk}/" not in words(editor.get(f"/admin/pages/{campaign.pk}/edit/"))
    assert editor.post(f"/admin/restore/{campaign.pk}/").status_code == 302
    assert not Page.objects.get(pk=campaign.pk).live
    assert Page.objects.get(pk=about.pk).live
    assert not Page.objects.get(pk=draft.pk).live


def test_a_page_that_never_was_public_and_one_that_is_are_not_restored(editor: Client, campaign: CampaignPage) -> None:
    draft = place(StandardPage, "A draft", live=False)

    assert editor.get(f"/admin/restore/{draft.pk}/").status_code == 404
    assert editor.get(f"/admin/restore/{campaign.pk}/").status_code == 404
    assert editor.get("/admin/restore/999999/").status_code == 404
