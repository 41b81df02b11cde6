"""A campaign in two languages, and those who withdraw and delete it."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from accounts import roles
from accounts.models import User
from pages.models import CampaignPage
from tests.factories.pages import home, place, place_crowdfund, publish, translate


@pytest.fixture
def campaign() -> CampaignPage:
    """A campaign with its crowdfund, both in two languages. No other page has a zebra in its name or address."""
    publish(home("cy"))
    campaign = place(CampaignPage, "Zebrabus", slug="zebrabus", introduction="So that everybody can come.")
    crowdfund = place_crowdfund("Zebrafuel", slug="fuel", parent=campaign)
    campaign = CampaignPage.objects.get(pk=campaign.pk)
    campaign.crowdfund = crowdfund
    campaign = publish(campaign)
    translate(campaign, title="Zebrafws")
    translate(crowdfund, title="Zebratanwydd")
    return campaign


@pytest.fixture
def editor() -> Client:
    return signed_in(roles.EDITORS)


@pytest.fixture
def moderator() -> Client:
    """May delete pages with what hangs below them, too."""
    return signed_in(roles.MODERATORS)


def signed_in(role: str) -> Client:
    user = User.objects.create_user("editor", email="editor@example.org")
    user.groups.add(Group.objects.get(name=role))
    browser = Client()
    browser.force_login(user)
    return browser
