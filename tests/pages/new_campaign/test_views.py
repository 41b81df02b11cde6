"""“New campaign”: one form makes two drafts, and one button publishes both."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.core.management import call_command
from django.test import Client
from wagtail.models import GroupPagePermission, Page

from accounts.models import User
from cms.models import CampaignImage, OrganisationSettings
from community.purposes import choices
from donations.models import Crowdfund
from pages.models import CampaignPage, CrowdfundPage
from tests.factories.campaign_form import FORM, NOW, filled_in, make, read, upload, without_breakdown
from tests.factories.hubs import person_of, place_hub
from tests.factories.pages import home

pytestmark = pytest.mark.django_db


def test_the_home_of_the_admin_leads_those_to_it_who_may_add_campaigns(browser: Client, client: Client) -> None:
    for_editors = read(browser.get("/admin/"))
    client.force_login(person_of(place_hub("Frome"), role="lead"))

    assert f'href="{FORM}"' in for_editors
    assert f'href="{FORM}"' not in read(client.get("/admin/"))
    assert client.get(FORM).status_code == 302
    assert client.post(FORM, filled_in()).status_code == 302
    assert not CampaignPage.objects.exists()


def test_no_button_is_pressed_twice(browser: Client) -> None:
    asked = read(browser.get(FORM))

    assert asked.count("Make the draft</button>") == asked.count('data-action="w-progress#activate"') == 2


def test_one_form_makes_campaign_and_crowdfund_as_drafts(browser: Client, editor: User) -> None:
    campaign = make(browser, filled_in(file=upload(), alt_text="A yellow bus"))

    [crowdfund] = CrowdfundPage.objects.child_of(campaign)
    draft = campaign.get_latest_revision_as_object()
    assert (campaign.live, crowdfund.live) == (False, False)
    assert (campaign.slug, campaign.owner, campaign.get_parent().specific) == ("a-minibus-for-frome", editor, home())
    assert draft.crowdfund == crowdfund
    assert draft.body[0].block_type == "image"
    assert draft.body[0].value["image"].contextual_alt_text == "A yellow bus"
    assert draft.social_image == CampaignImage.objects.get()
    assert (crowdfund.goal_minor, crowdfund.purpose, crowdfund.if_under) == (500_000, "To buy it.", "A used one.")
    lines = [(line.title, line.amount_minor) for line in crowdfund.budget_lines.all()]
    assert lines == [("A minibus", 450_000), ("Its insurance", 50_000)]
    assert OrganisationSettings.current().imprint_promoter == "A. Person, 1 High Street, Frome"
    assert browser.get("/a-minibus-for-frome/").status_code == 404


def test_the_page_begins_with_its_picture_the_next_meetings_and_a_form_to_be_written_to(browser: Client) -> None:
    campaign = make(browser, filled_in(file=upload(), alt_text="A yellow bus"))
    browser.post(f"{FORM}{campaign.pk}/", {"go_live_at": ""})

    body = CampaignPage.objects.get().body
    html = read(Client().get("/a-minibus-for-frome/"))
    assert [block.block_type for block in body] == ["image", "events", "sign_up"]
    assert body[-1].value["purposes"] == [purpose for purpose, _name in choices()]
    # On a phone one stands below the other: first the ask, then the rest in the order of the page.
    places = [html.index(part) for part in ('class="ask"', "A yellow bus", "The next meetings", "Hear how it goes on")]
    assert places == sorted(places)


def test_without_a_goal_it_is_what_the_lines_add_up_to(browser: Client) -> None:
    make(browser, filled_in(goal=""))

    assert CrowdfundPage.objects.get().goal_minor == 500_000


def test_one_button_publishes_both_and_people_can_give(browser: Client, client: Client) -> None:
    campaign = make(browser, filled_in())

    response = browser.post(f"{FORM}{campaign.pk}/", {"go_live_at": ""})

    assert response.status_code == 302
    assert "Nobody can give" not in str([message.message for message in get_messages(response.wsgi_request)])
    assert Crowdfund.objects.in_force().get().is_open()
    client.logout()
    assert "£5,000" in read(client.get("/a-minibus-for-frome/"))


def test_without_a_breakdown_it_is_published_and_the_editor_is_told_why_nobody_can_give(browser: Client) -> None:
    campaign = make(browser, without_breakdown())
    before = read(browser.get(f"{FORM}{campaign.pk}/"))

    browser.post(f"{FORM}{campaign.pk}/", {"go_live_at": ""})

    told = read(browser.get(f"/admin/pages/{campaign.pk}/edit/"))
    why = "a budget that is the goal: it adds up to £0, the goal is £5,000"
    assert why in before
    assert f"Nobody can give yet. Under “Money” the page must still say: {why}" in told
    assert browser.get("/a-minibus-for-frome/").status_code == 200
    assert not Crowdfund.objects.in_force().get().is_open()


def test_both_go_live_at_the_time_that_was_given(browser: Client, now: time_machine.Traveller) -> None:
    campaign = make(browser, filled_in())

    browser.post(f"{FORM}{campaign.pk}/", {"go_live_at": "2026-12-24T18:00"})

    assert "Goes live by itself" in read(browser.get(f"{FORM}{campaign.pk}/"))
    call_command("publish_scheduled")
    assert not Page.objects.filter(pk=campaign.pk, live=True).exists()
    now.move_to(NOW + timedelta(days=24))
    call_command("publish_scheduled")
    assert Crowdfund.objects.in_force().get().is_open()
    assert CampaignPage.objects.get().live


def test_who_may_only_write_publishes_nothing(browser: Client) -> None:
    GroupPagePermission.objects.filter(permission__codename="publish_page").delete()
    campaign = make(browser, filled_in())

    assert "send it for review" in read(browser.get(f"{FORM}{campaign.pk}/"))
    browser.post(f"{FORM}{campaign.pk}/", {"go_live_at": ""})
    assert not CampaignPage.objects.get().live


def test_a_draft_that_its_editor_left_unfinished_is_not_published(browser: Client) -> None:
    campaign = make(browser, filled_in())
    campaign.title = ""
    campaign.save_revision(clean=False)

    response = browser.post(f"{FORM}{campaign.pk}/", {"go_live_at": ""})

    assert response.status_code == 422
    assert "is not finished" in read(response)
    assert not Page.objects.filter(live=True, depth__gt=2).exists()


def test_the_campaign_is_previewed_with_its_crowdfund(browser: Client) -> None:
    campaign = make(browser, filled_in())

    html = read(browser.get(f"/admin/pages/{campaign.pk}/view_draft/"))

    assert "£5,000" in html
    assert 'class="ask"' in html


def test_a_campaign_gets_no_address_at_which_the_site_itself_answers(browser: Client) -> None:
    campaign = make(browser, filled_in(title="Search"))

    assert campaign.slug == "search-2"


def test_two_campaigns_of_one_name_have_two_addresses(browser: Client) -> None:
    for _ in range(2):
        assert browser.post(FORM, filled_in()).status_code == 302

    slugs = CampaignPage.objects.order_by("pk").values_list("slug", flat=True)
    assert list(slugs) == ["a-minibus-for-frome", "a-minibus-for-frome-2"]
