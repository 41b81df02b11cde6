"""Whole addresses are made from SITE_URL, whatever a request claims."""

from pathlib import Path

import pytest
from django.templatetags.static import static
from django.test import Client
from pytest_django import Settings
from wagtail.models import Site

from cms.addresses import absolute
from cms.models import OrganisationSettings
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
    assert '<meta property="og:image" content="https://campaign.example/cards/' in html
    assert '<meta property="og:url" content="https://campaign.example/campaign/">' in html
    assert '<meta property="og:locale" content="en_GB">' in html


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/campaign/", "/cy/ymgyrch/"])
def test_whoever_reads_neither_language_is_sent_to_the_english_page(client: Client, path: str) -> None:
    publish(home("cy"))
    translate(place(CampaignPage, "Campaign"), title="Ymgyrch", slug="ymgyrch")

    html = client.get(path).content.decode()

    assert html.count('<link rel="alternate" hreflang="x-default" href="http://testserver/campaign/">') == 1


@pytest.mark.django_db
def test_a_shared_page_names_its_site(client: Client) -> None:
    organisation = OrganisationSettings.for_site(Site.objects.get())
    organisation.organisation_name = "Compass & Friends"
    organisation.save()

    html = client.get(place(CampaignPage, "Campaign").url).content.decode()

    assert '<meta property="og:site_name" content="Compass &amp; Friends">' in html


@pytest.mark.django_db
def test_a_browser_that_asks_for_an_icon_by_itself_is_led_to_it(client: Client) -> None:
    answer = client.get("/favicon.ico")

    assert (answer.status_code, answer["Location"]) == (302, static("icons/icon.svg"))
