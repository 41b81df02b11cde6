"""The frame of every page through the API: the same names, imprint, languages and menu as in the HTML."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Site

from cms.models import OrganisationSettings
from pages.models import HomePage, StandardPage
from tests.factories.pages import hide, home, place, publish, translate

SITE = "/api/v1/site"
LINK = re.compile(r'<a [^>]*?href="([^"]+)"[^>]*>([^<]+)</a>')


@pytest.fixture
def organisation() -> OrganisationSettings:
    settings, _ = OrganisationSettings.objects.update_or_create(
        site=Site.objects.get(),
        defaults={
            "organisation_name": "Compass & Friends",
            "campaign_name": "Progressive Alliance",
            "contact_email": "hello@compass.example",
            "imprint_promoter": "Alex O'Neil, 1 High Street",
            "imprint_on_behalf_of": "Compass & Friends, 2 High Street",
        },
    )
    return settings


@pytest.fixture
def welsh_home() -> HomePage:
    return publish(home("cy"))


def told(client: Client, locale: str = "en") -> Any:
    response = client.get(SITE, {"locale": locale})
    assert response.status_code == 200
    return response.json()


def element(client: Client, path: str, tag: str) -> str:
    """One element of the page that people read, such as its header."""
    html = client.get(path).content.decode()
    return html[html.index(f"<{tag} ") : html.index(f"</{tag}>")]


def links(html: str) -> list[tuple[str, str]]:
    return [(href, unescape(text)) for href, text in LINK.findall(html)]


def test_the_site_tells_names_imprint_languages_home_and_menu(
    client: Client, organisation: OrganisationSettings, welsh_home: HomePage
) -> None:
    about = place(StandardPage, "About us", show_in_menus=True)
    place(StandardPage, "Not in the menu")

    assert told(client) == {
        "organisation_name": "Compass & Friends",
        "campaign_name": "Progressive Alliance",
        "contact_email": "hello@compass.example",
        "imprint": {
            "promoter": "Alex O'Neil, 1 High Street",
            "on_behalf_of": "Compass & Friends, 2 High Street",
            "sentence": "Promoted by Alex O'Neil, 1 High Street on behalf of Compass & Friends, 2 High Street.",
        },
        "locale": "en",
        "languages": [
            {"code": "en", "name": "English", "url": "/"},
            {"code": "cy", "name": "Cymraeg", "url": "/cy/"},
        ],
        "home": link(home(), "home", "/"),
        "menu": [link(about, "standard", "/about-us/")],
    }


def link(page: Any, kind: str, url: str) -> dict[str, Any]:
    return {
        "id": page.pk,
        "type": kind,
        "title": page.title,
        "locale": "en",
        "url": url,
        "html_url": f"http://testserver{url}",
        "api_url": f"http://testserver/api/v1/pages/{page.pk}",
    }


@pytest.mark.parametrize("behalf", ["", "Compass & Friends, 2 High Street"])
@pytest.mark.parametrize(("locale", "path"), [("en", "/"), ("cy", "/cy/")])
def test_header_and_footer_have_the_same_words(
    client: Client, organisation: OrganisationSettings, welsh_home: HomePage, locale: str, path: str, behalf: str
) -> None:
    OrganisationSettings.objects.update(imprint_on_behalf_of=behalf)
    for title in ("Questions & answers", "About us"):
        translate(place(StandardPage, title, show_in_menus=True), title=f"{title} (cy)", show_in_menus=True)
    header, footer = element(client, path, "header"), element(client, path, "footer")

    site = told(client, locale)

    name, *menu, _calendar, _search, language = links(header)
    assert name == (site["home"]["url"], site["organisation_name"])
    assert menu == [(item["url"], item["title"]) for item in site["menu"]]
    assert len(menu) == 2
    assert [language] == [(each["url"], each["name"]) for each in site["languages"] if each["code"] != locale]
    assert f'<p class="muted">{site["imprint"]["sentence"]}</p>' in unescape(footer)
    assert links(footer) == [(f"mailto:{site['contact_email']}", site["contact_email"])]


def test_the_imprint_is_told_in_the_language_asked_for(client: Client, organisation: OrganisationSettings) -> None:
    OrganisationSettings.objects.update(imprint_on_behalf_of="")

    assert told(client, "en")["imprint"]["sentence"] == "Promoted by Alex O'Neil, 1 High Street."
    assert told(client, "cy")["imprint"]["sentence"] == "Hyrwyddwyd gan Alex O'Neil, 1 High Street."
    assert client.get(SITE, {"locale": "cy"}).headers["Content-Language"] == "cy"


def test_an_empty_site_says_so(client: Client) -> None:
    site = told(client, "cy")

    assert (site["organisation_name"], site["imprint"], site["home"], site["menu"]) == ("", None, None, [])
    assert [language["code"] for language in site["languages"]] == ["en"]


def test_a_page_that_is_not_public_is_in_no_menu(client: Client) -> None:
    hide(place(StandardPage, "For staff", show_in_menus=True))
    place(StandardPage, "Draft", show_in_menus=True, live=False)

    assert told(client)["menu"] == []


def test_it_is_told_at_once_when_something_changes(client: Client, organisation: OrganisationSettings) -> None:
    etag = client.get(SITE).headers["ETag"]
    assert client.get(SITE, headers={"If-None-Match": etag}).status_code == 304

    organisation.campaign_name = "Win as One"
    organisation.save()

    response = client.get(SITE, headers={"If-None-Match": etag})
    assert (response.status_code, response.json()["campaign_name"]) == (200, "Win as One")


def test_a_language_that_is_not_offered_is_refused(client: Client) -> None:
    assert client.get(SITE, {"locale": "fr"}).status_code == 422
