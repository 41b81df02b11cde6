"""A campaign that is published or planned in its own editor goes live with its crowdfund, as by “New campaign”."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.test import Client
from wagtail.models import Page

from accounts.models import User
from cms import tick
from donations.models import Crowdfund
from pages.models import CampaignPage, CrowdfundPage
from tests.factories.campaign_form import NOW, filled_in, make, without_breakdown
from tests.factories.page_form import editor_of, form_of

pytestmark = pytest.mark.django_db
AT = NOW + timedelta(days=2)
PLANNED = {"go_live_at": AT.strftime("%Y-%m-%d %H:%M")}


def publish(browser: Client, campaign: CampaignPage, **said: str) -> list[str]:
    """In the editor of the campaign's page; gives what the editor is told."""
    sent = form_of(browser, campaign, **said)
    sent["action-publish"] = "action-publish"
    response = browser.post(editor_of(campaign), sent)
    return [message.message for message in get_messages(response.wsgi_request)]


def public() -> list[str]:
    return list(Page.objects.live().filter(depth__gt=2).order_by("depth").values_list("slug", flat=True))


BOTH = ["a-minibus-for-frome"] * 2


def test_both_are_public_with_one_click(browser: Client) -> None:
    publish(browser, make(browser, filled_in()))

    assert public() == BOTH
    assert Crowdfund.objects.in_force().get().is_open()


def test_both_go_live_at_the_hour_that_was_planned(browser: Client, now: time_machine.Traveller) -> None:
    publish(browser, make(browser, filled_in()), **PLANNED)
    before = public(), Crowdfund.objects.exists()

    now.move_to(AT + timedelta(minutes=1))
    tick.run_due(AT + timedelta(minutes=1))

    assert before == ([], False)
    assert public() == BOTH
    assert Crowdfund.objects.in_force().get().is_open()


def test_what_was_saved_of_the_crowdfund_since_it_was_planned_stays_a_draft(
    browser: Client, now: time_machine.Traveller
) -> None:
    plan(make(browser, filled_in()))
    crowdfund = CrowdfundPage.objects.get()
    crowdfund.purpose = "Half a sen"
    crowdfund.save_revision()

    now.move_to(AT + timedelta(minutes=1))
    tick.run_due(AT + timedelta(minutes=1))

    assert CrowdfundPage.objects.live().get().purpose == "To buy it."


def test_a_plan_that_is_called_off_is_called_off_for_both(browser: Client, now: time_machine.Traveller) -> None:
    campaign = make(browser, filled_in())
    plan(campaign)

    planned = Page.objects.get(pk=campaign.pk).scheduled_revision
    browser.post(f"/admin/pages/{campaign.pk}/revisions/{planned.pk}/unschedule/")
    now.move_to(AT + timedelta(minutes=1))
    tick.run_due(AT + timedelta(minutes=1))

    assert public() == []


def test_a_campaign_that_is_withdrawn_calls_off_what_is_planned_below_it(
    browser: Client, now: time_machine.Traveller
) -> None:
    campaign = make(browser, filled_in())
    plan(CrowdfundPage.objects.get())
    campaign.get_latest_revision().publish()
    alone = public()

    Page.objects.get(pk=campaign.pk).specific.unpublish()
    now.move_to(AT + timedelta(minutes=1))
    tick.run_due(AT + timedelta(minutes=1))

    assert alone == BOTH[:1]
    assert public() == []


def plan(page: Page, **_: Any) -> None:
    draft = page.get_latest_revision_as_object()
    draft.go_live_at = AT
    draft.save_revision().publish()


def leave_unfinished(crowdfund: CrowdfundPage, **_: Any) -> None:
    crowdfund.title = ""
    crowdfund.save_revision(clean=False)


def lock(crowdfund: CrowdfundPage, **_: Any) -> None:
    CrowdfundPage.objects.filter(pk=crowdfund.pk).update(locked=True)


def review(crowdfund: CrowdfundPage, user: User) -> None:
    crowdfund.get_workflow().start(crowdfund, user)


def withdraw(crowdfund: CrowdfundPage, **_: Any) -> None:
    crowdfund.save_revision().publish()
    CrowdfundPage.objects.get().unpublish()


def test_a_changed_word_of_a_public_campaign_opens_no_ask(browser: Client, now: time_machine.Traveller) -> None:
    campaign = make(browser, filled_in())
    lock(CrowdfundPage.objects.get())
    campaign.get_latest_revision().publish()
    CrowdfundPage.objects.update(locked=False)

    now.shift(60)
    CampaignPage.objects.get().save_revision().publish()

    assert public() == BOTH[:1]


@pytest.mark.parametrize("stop", [plan, leave_unfinished, lock, review, withdraw])
def test_what_somebody_keeps_back_does_not_go_along(browser: Client, editor: User, stop: Any) -> None:
    campaign = make(browser, filled_in())
    stop(CrowdfundPage.objects.get(), user=editor)

    campaign.get_latest_revision().publish()

    assert public() == BOTH[:1]


def test_whoever_publishes_in_the_editor_is_told_that_the_crowdfund_did_not_go_along(browser: Client) -> None:
    campaign = make(browser, filled_in())
    leave_unfinished(CrowdfundPage.objects.get())

    assert any("did not go along" in each for each in publish(browser, campaign))


def test_whoever_publishes_in_the_editor_is_told_why_nobody_can_give(browser: Client) -> None:
    told = publish(browser, make(browser, without_breakdown()))

    assert public() == BOTH
    assert any("Nobody can give yet" in each for each in told)
