"""Whole addresses are made from SITE_URL, whatever a request claims."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from cms.addresses import absolute
from pages.models import CampaignPage
from tests.factories.pages import home, picture, place, place_crowdfund, publish, translate


@pytest.mark.parametrize(
    ("path", "whole"),
    [
        ("/cy/amdanom/", "https://campaign.example/cy/amdanom/"),
        ("https://bucket.example/card.jpg", "https://bucket.example/card.jpg"),
    ],
)
def test_a_path_gets_the_sites_own_address(settings: Settings, path: str, whole: str) -> None:
    settings.SITE_URL = "https://campaign.example"

    assert absolute(path) == whole


@pytest.mark.django_db
def test_a_page_names_its_lasting_address_and_not_the_one_asked_for(
    client: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.SITE_URL, settings.MEDIA_ROOT = "https://campaign.example", tmp_path
    settings.ALLOWED_HOSTS = ["*"]
    publish(home("cy"))
    page = place(CampaignPage, "Campaign", crowdfund=place_crowdfund(), social_image=picture())
    translate(page, title="Ymgyrch", slug="ymgyrch")

    html = client.get("/campaign/", headers={"host": "evil.example"}).content.decode()

    assert "evil.example" not in html
    assert '<link rel="canonical" href="https://campaign.example/campaign/">' in html
    assert '<link rel="alternate" hreflang="cy" href="https://campaign.example/cy/ymgyrch/">' in html
    assert '<meta property="og:image" content="https://campaign.example/media/' in html
