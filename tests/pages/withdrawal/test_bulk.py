"""Pages that are withdrawn, deleted or moved in the explorer, one or many: the same is gone as with “Withdraw”."""

import pytest
from django.test import Client
from wagtail.models import Page

from donations.models import Crowdfund
from pages.models import CampaignPage, CrowdfundPage, StandardPage
from tests.factories.pages import home, place
from tests.factories.zebra import ADDRESSES, restore, telling, words

pytestmark = pytest.mark.django_db


def bulk(action: str, *pages: Page) -> str:
    return f"/admin/bulk/wagtailcore/page/{action}/?{'&'.join(f'id={page.pk}' for page in pages)}&next=/admin/"


def test_many_withdrawn_at_once_take_along_the_same_and_come_back_one_by_one(
    client: Client, editor: Client, campaign: CampaignPage
) -> None:
    about = place(StandardPage, "About us", slug="about")
    both = bulk("unpublish", campaign, about)

    asked = words(editor.get(both))
    editor.post(both, {"include_descendants": "on"})
    away = telling(client, ADDRESSES)
    restore(editor, campaign)

    assert "This will also unpublish one translation." in asked
    assert 'name="include_descendants" id="id_include_descendants" checked' in asked
    assert away == []
    assert telling(client, ADDRESSES) == ADDRESSES
    assert client.get("/about/").status_code == 404


@pytest.mark.parametrize("at_once", [False, True])
def test_deleting_a_campaign_deletes_it_in_all_languages_and_says_so(
    client: Client, moderator: Client, campaign: CampaignPage, at_once: bool
) -> None:
    address = bulk("delete", campaign) if at_once else f"/admin/pages/{campaign.pk}/delete/"

    asked = words(moderator.get(address))
    moderator.post(address)

    assert ("This will also delete one translation" if at_once else "It will also delete 1 translation") in asked
    assert telling(client, ADDRESSES) == []
    assert not Page.objects.filter(title__startswith="Zebra").exists()
    assert not Crowdfund.objects.in_force().exists()


def test_deleting_a_translation_leaves_the_campaign(client: Client, moderator: Client, campaign: CampaignPage) -> None:
    welsh = CampaignPage.objects.get(title="Zebrafws")

    moderator.post(bulk("delete", welsh))

    assert client.get("/zebrabus/").status_code == 200
    assert client.get("/cy/zebrabus/fuel/").status_code == 404
    assert Crowdfund.objects.in_force().exists()


def test_whoever_moves_a_page_is_told_that_its_translations_stay(editor: Client, campaign: CampaignPage) -> None:
    other = place(CampaignPage, "Other")
    fuel = CrowdfundPage.objects.get(title="Zebrafuel")

    told = "“Zebrafuel” is there in other languages, too."
    assert told in words(editor.get(f"/admin/pages/{fuel.pk}/move/{other.pk}/confirm/"))
    assert told in words(editor.get(bulk("move", fuel)))
    assert told not in words(editor.get(f"/admin/pages/{other.pk}/move/{home().pk}/confirm/"))


@pytest.mark.parametrize("action", ["unpublish", "delete", "move", "publish"])
@pytest.mark.parametrize(
    ("which", "status"),
    [("id=abc", 400), (f"id={2**63}", 400), ("id=all&childOf=abc", 404), ("id=all&childOf=99999", 404)],
)
def test_pages_that_cannot_be_named_are_refused(moderator: Client, action: str, which: str, status: int) -> None:
    assert moderator.get(f"/admin/bulk/wagtailcore/page/{action}/?{which}").status_code == status
