"""What comes to its end by the clock takes along what its editor would have taken along, and comes back whole."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from cms import tick
from donations.models import Crowdfund
from pages.models import CampaignPage, CrowdfundPage, StandardPage
from tests.factories.events import NOW
from tests.factories.pages import home, place, place_crowdfund, publish, translate

pytestmark = pytest.mark.django_db
ADDRESSES = ("/bus/", "/cy/bus/", "/bus/fuel/", "/cy/bus/fuel/")


@pytest.fixture
def campaign() -> CampaignPage:
    """Ends in an hour; its crowdfund below it, both in two languages, would go on."""
    publish(home("cy"))
    campaign = place(CampaignPage, "Bus", slug="bus", expire_at=NOW + timedelta(hours=1))
    crowdfund = place_crowdfund("Fuel", slug="fuel", parent=campaign)
    translate(campaign, title="Bws", expire_at=None)
    translate(crowdfund, title="Tanwydd")
    return campaign


def statuses(client: Client) -> list[int]:
    return [client.get(each).status_code for each in ADDRESSES]


@time_machine.travel(NOW + timedelta(hours=1, minutes=1), tick=False)
def test_a_campaign_that_ends_takes_its_crowdfund_and_its_translations_along(
    client: Client, campaign: CampaignPage
) -> None:
    before = statuses(client)

    done = tick.run_due(NOW + timedelta(hours=1, minutes=1))

    assert "publish-scheduled" in done
    assert (before, statuses(client)) == ([200] * 4, [404] * 4)
    assert not Crowdfund.objects.get().is_published
    assert CrowdfundPage.objects.get(slug="fuel", locale=campaign.locale).expired


@time_machine.travel(NOW + timedelta(hours=1, minutes=1), tick=False)
def test_it_comes_back_with_all_that_went_and_stays(
    client: Client, admin_client: Client, admin_user: User, campaign: CampaignPage
) -> None:
    tick.run_due(NOW + timedelta(hours=1, minutes=1))

    admin_client.post(f"/admin/restore/{campaign.pk}/")
    tick.run_due(NOW + timedelta(hours=1, minutes=3))

    assert statuses(client) == [200] * 4
    assert Crowdfund.objects.in_force().get().is_open()


@time_machine.travel(NOW, tick=False)
def test_each_ends_at_its_own_hour(client: Client, campaign: CampaignPage) -> None:
    place(StandardPage, "About us", slug="about", expire_at=NOW - timedelta(minutes=1))

    tick.run_due(NOW)

    assert statuses(client) == [200] * 4
    assert client.get("/about/").status_code == 404


@time_machine.travel(NOW + timedelta(hours=1, minutes=1), tick=False)
def test_a_translation_that_ends_goes_with_what_hangs_below_it_and_leaves_the_rest(
    client: Client, campaign: CampaignPage
) -> None:
    CampaignPage.objects.filter(pk=campaign.pk).update(expire_at=None)
    CampaignPage.objects.filter(title="Bws").update(expire_at=NOW)

    tick.run_due(NOW + timedelta(hours=1, minutes=1))

    assert statuses(client) == [200, 404, 200, 404]
    assert Crowdfund.objects.get().is_published
