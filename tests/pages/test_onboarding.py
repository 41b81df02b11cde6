"""The steps that lead from an empty site to a first gift."""

import pytest
from django.test import RequestFactory

from pages import onboarding
from pages.models import CampaignPage
from tests.factories.pages import home, place, place_crowdfund, publish

pytestmark = pytest.mark.django_db


def left(rf: RequestFactory) -> list[str]:
    request = rf.get("/admin/")
    return [str(step.title) for step in onboarding.STEPS if not step.is_done(request)]


def test_the_steps_are_done_one_after_the_other(rf: RequestFactory) -> None:
    at_first = left(rf)

    campaign = place(CampaignPage, "Campaign")
    with_campaign = left(rf)
    place_crowdfund(parent=campaign)
    with_crowdfund = left(rf)
    page = home()
    page.introduction = "Welcome."
    publish(page)

    assert at_first == ["Publish the first campaign", "Publish the first crowdfund", "Write the front page"]
    assert (with_campaign, with_crowdfund, left(rf)) == (at_first[1:], at_first[2:], [])


def test_a_crowdfund_is_added_below_the_campaign_where_there_is_one(rf: RequestFactory) -> None:
    step = onboarding.STEPS[1]
    before = step.url(rf.get("/admin/"))

    campaign = place(CampaignPage, "Campaign", live=False)

    assert before == f"/admin/pages/add/pages/crowdfundpage/{home().pk}/"
    assert step.url(rf.get("/admin/")) == f"/admin/pages/add/pages/crowdfundpage/{campaign.pk}/"
