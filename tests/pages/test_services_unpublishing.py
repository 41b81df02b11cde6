"""Unpublishing a crowdfund: its translations go with it, and receipts keep its name."""

import pytest
from django.test import Client

from donations.models import Crowdfund
from pages.models import CampaignPage, CrowdfundPage
from tests.factories.donations import make_donation
from tests.factories.pages import home, place, place_crowdfund, publish, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def english() -> CrowdfundPage:
    publish(home("cy"))
    campaign = place(CampaignPage, "Campaign", slug="campaign")
    translate(campaign, title="Ymgyrch")
    return place_crowdfund("Hub", slug="hub", parent=campaign)


@pytest.fixture
def welsh(english: CrowdfundPage) -> CrowdfundPage:
    # Was written first: of two texts it would be the one that is found first.
    welsh = translate(english, title="Hwb")
    publish(english)
    return welsh


def is_live(page: CrowdfundPage) -> bool:
    return CrowdfundPage.objects.get(pk=page.pk).live


def test_unpublishing_the_source_page_unpublishes_its_translations(
    client: Client, english: CrowdfundPage, welsh: CrowdfundPage
) -> None:
    english.unpublish()

    assert not is_live(welsh)
    assert client.get("/cy/campaign/hub/").status_code == 404
    assert not Crowdfund.objects.get().is_published


def test_unpublishing_a_translation_leaves_the_crowdfund_in_force(english: CrowdfundPage, welsh: CrowdfundPage) -> None:
    welsh.unpublish()

    crowdfund = Crowdfund.objects.in_force().get()
    assert is_live(english)
    assert [text.title for text in crowdfund.texts.all()] == ["Hub"]


def test_every_page_takes_its_translations_along_and_leaves_what_hangs_below(
    client: Client, english: CrowdfundPage, welsh: CrowdfundPage
) -> None:
    CampaignPage.objects.get(slug="campaign", locale=english.locale).unpublish()

    assert client.get("/cy/campaign/").status_code == 404
    assert is_live(welsh)


def test_a_receipt_of_what_is_out_of_force_names_it_without_a_link(
    client: Client, english: CrowdfundPage, welsh: CrowdfundPage
) -> None:
    donation = make_donation(Crowdfund.objects.get(), state="paid", outcome="paid")
    before = client.get(donation.receipt_path).content.decode()

    english.unpublish()
    after = client.get(donation.receipt_path).content.decode()

    assert '<dd><a href="/campaign/hub/">Hub</a></dd>' in before
    assert '<p><a href="http://testserver/campaign/hub/">' in before
    assert "<dd>Hub</dd>" in after
    assert "/campaign/hub/" not in after
    assert "Hwb" in client.get(f"/cy{donation.receipt_path}").content.decode()


def test_published_again_it_is_called_as_its_pages_are_called_then(
    english: CrowdfundPage, welsh: CrowdfundPage
) -> None:
    english.unpublish()
    english = CrowdfundPage.objects.get(pk=english.pk)
    english.title = "A new hub"

    publish(english)

    assert [(text.locale, text.title) for text in Crowdfund.objects.get().texts.all()] == [("en", "A new hub")]


def test_the_translation_of_a_page_that_is_deleted_goes_with_it(english: CrowdfundPage, welsh: CrowdfundPage) -> None:
    CrowdfundPage.objects.get(pk=english.pk).delete()

    assert not is_live(welsh)
    assert not Crowdfund.objects.get().is_published
