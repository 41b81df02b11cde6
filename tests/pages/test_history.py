"""Each page's history tells all that was done to it, also where one step did it to several pages."""

import pytest
from django.test import Client
from wagtail.models import Page

from accounts.models import User
from pages.models import CampaignPage
from pages.services.campaigns import publish_together
from pages.services.new_campaign import Ask, make_campaign
from tests.factories.pages import home, place, place_crowdfund, publish

pytestmark = pytest.mark.django_db
ACTIONS = ("Created", "Published", "Unpublished")


def told(browser: Client, page: Page) -> list[str]:
    html = browser.get(f"/admin/pages/{page.pk}/history/").content.decode()
    rows = html.partition("<tbody>")[2].split("</tr>")[:-1]
    return [next((action for action in ACTIONS if action in row), row) for row in rows]


def test_a_campaign_that_was_withdrawn_with_its_crowdfund_and_restored(admin_client: Client) -> None:
    campaign = place(CampaignPage, "Bus")
    crowdfund = place_crowdfund("Fuel", parent=campaign)
    before = [told(admin_client, each) for each in (campaign, crowdfund)]

    admin_client.post(f"/admin/pages/{campaign.pk}/unpublish/", {"include_descendants": "on"})
    admin_client.post(f"/admin/restore/{campaign.pk}/")

    assert before == [["Published", "Created"]] * 2
    assert [told(admin_client, each) for each in (campaign, crowdfund)] == [
        ["Published", "Unpublished", "Published", "Created"]
    ] * 2


def test_pages_that_were_unpublished_together_in_the_explorer(admin_client: Client) -> None:
    pages = [place(CampaignPage, title) for title in ("Bus", "Boat")]

    ids = "&".join(f"id={each.pk}" for each in pages)
    admin_client.post(f"/admin/bulk/wagtailcore/page/unpublish/?{ids}&next=/admin/")

    assert [told(admin_client, each)[0] for each in pages] == ["Unpublished"] * 2


def test_what_was_made_and_published_together_can_be_brought_back_page_by_page(
    admin_client: Client, admin_user: User
) -> None:
    campaign = make_campaign(
        home=home(), title="Bus", introduction="So that all can come.", ask=Ask(500_000), user=admin_user
    )
    pages = [publish_kept(each) for each in publish_together(campaign=campaign, user=admin_user)]

    shown = [admin_client.get(f"/admin/pages/{page.pk}/history/").content.decode() for page, _first in pages]

    for html, (page, first) in zip(shown, pages, strict=True):
        assert f'href="/admin/pages/{page.pk}/revisions/{first}/revert/"' in html


def publish_kept(page: Page) -> tuple[Page, int]:
    """Publish once more what is kept of the page, and give the version before."""
    page = Page.objects.get(pk=page.pk).specific
    return publish(page), page.live_revision_id
