"""The block that shows a crowdfund, on a page that opens with the same one."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from pages.models import CampaignPage
from tests.factories.pages import block, place, place_crowdfund

pytestmark = pytest.mark.django_db


def campaign_of(**fields: Any) -> str:
    """The path of a campaign that opens with a crowdfund and shows it in a block again."""
    crowdfund = place_crowdfund(slug="hub", **fields)
    body = [block("crowdfund", {"page": crowdfund.pk, "heading": "Our hub"})]
    return place(CampaignPage, "Campaign", crowdfund=crowdfund, body=body).url


def test_while_it_is_open_a_button_leads_up_to_the_form(client: Client) -> None:
    html = client.get(campaign_of()).content.decode()

    assert '<a class="button" href="#give">Give</a>' in html
    # On paper nothing leads up; the form's place says where to give.
    assert '<section class="panel stack no-print">' in html
    assert '<p class="only-print"><strong>Give at http://testserver/give/hub/</strong></p>' in html


def test_once_it_has_closed_a_plain_link_leads_to_what_it_paid_for(client: Client) -> None:
    html = client.get(campaign_of(last_day=timezone.localdate() - timedelta(days=1))).content.decode()

    assert 'href="#give"' not in html
    assert '<a href="/hub/#spending">This crowdfund has closed: see what it paid for</a>' in html
