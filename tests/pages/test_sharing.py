"""What a shared link shows, and what search engines read: the card, its words, and JSON-LD."""

import json
import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from PIL import Image
from pytest_django import Settings
from wagtail.models import Collection, CollectionViewRestriction

from cms.models import BasePage, OrganisationSettings
from donations.models import Crowdfund
from pages.models import CampaignPage, StandardPage
from pages.sharing.card import card_of, crowdfund_of
from pages.sharing.drawing import Card, draw, drawable
from tests.factories.donations import charge_fact, make_donation
from tests.factories.events import place_event
from tests.factories.pages import hide, home, picture, place, place_crowdfund, place_post, publish
from tests.factories.recording import record

pytestmark = pytest.mark.django_db
IMAGE = re.compile(r'<meta property="og:image" content="http://testserver([^"]*)">')
SOON = timezone.localdate() + timedelta(days=9)
DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>')


@pytest.fixture(autouse=True)
def own_media(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def read(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def card_address(client: Client, page: BasePage) -> str:
    found = IMAGE.search(read(client, page.url or ""))
    assert found
    return found[1]


def told(client: Client, page: BasePage) -> dict[str, Any]:
    """What is told of the page, by type."""
    found = [json.loads(each) for each in DATA.findall(read(client, page.url or ""))]
    assert {each["@context"] for each in found} <= {"https://schema.org"}
    return {each["@type"]: each for each in found}


def give(page: BasePage, amount_minor: int) -> None:
    crowdfund = Crowdfund.objects.get(key=page.translation_key)
    record(charge_fact(make_donation(crowdfund), amount_minor))


def test_a_page_has_a_card(client: Client) -> None:
    page = place(StandardPage, "About us")

    response = client.get(card_address(client, page))

    assert response.headers["Content-Type"] == "image/jpeg"
    assert Image.open(BytesIO(response.content)).size == (1200, 630)


def test_a_picture_that_an_editor_chose_is_the_card(client: Client) -> None:
    page = place(StandardPage, "About us", social_image=picture())

    assert card_address(client, page).startswith("/media/images/picture")


def test_the_card_of_a_crowdfund_has_the_total_of_this_moment_and_a_new_address(client: Client) -> None:
    page = place_crowdfund(social_image=picture())
    before = card_address(client, page)
    drawn_before = client.get(before).content

    give(page, 412_050)

    after = card_address(client, page)
    crowdfund = crowdfund_of(page, None)
    card = card_of(page, crowdfund)
    assert (card.figure, card.detail, card.filled) == ("£4,120.50 raised", "82% of £5,000", 824)
    assert before != after
    assert client.get(before).headers["Location"] == after
    assert client.get(after).content != drawn_before


def test_a_campaign_that_asks_shows_the_total_too(client: Client) -> None:
    asked = place_crowdfund()
    page = place(CampaignPage, "Campaign", crowdfund=asked)
    give(asked, 1_000_000)

    card = card_of(page, crowdfund_of(page, None))

    assert (card.title, card.figure, card.detail, card.filled) == ("Campaign", "£10,000 raised", "200% of £5,000", 1000)
    assert "/cards/" in card_address(client, page)


def test_a_card_says_when_and_where_people_meet() -> None:
    page = place_event("Assembly", start_date=SOON, venue="Town hall", town="Frome")

    date = page.start_date
    assert card_of(page, None).detail == f"{date:%A} {date.day} {date:%B %Y}, 19:00 · Town hall, Frome"


@pytest.mark.parametrize("close", [hide, lambda page: page.unpublish()])
def test_what_is_not_public_has_no_card(client: Client, close: Any) -> None:
    page = place(StandardPage, "Secret plans")
    address = card_address(client, page)
    assert client.get(address).status_code == 200

    close(page)

    assert client.get(address).status_code == 404


def test_a_draft_has_no_card(client: Client) -> None:
    page = place(StandardPage, "Secret plans", live=False)

    assert client.get(f"/cards/{page.pk}-x.jpg").status_code == 404


def test_a_private_picture_is_on_no_card(client: Client) -> None:
    archive = Collection.get_first_root_node().add_child(name="Archive")
    CollectionViewRestriction.objects.create(collection=archive, restriction_type="login")
    page = place(StandardPage, "About us", social_image=picture(collection=archive))

    address = card_address(client, page)

    assert address.startswith("/cards/")
    assert client.get(address).content == draw(card_of(page, None))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Ŵyn a Łukasz – 50 %", "Ŵyn a Łukasz – 50 %"),
        ("Together 🎉 now", "Together now"),
        ("Ẃẋ", "Ẃx"),
        ("Привет", ""),
        ("Us \u202eevil\u202c \x00", "Us evil"),
    ],
)
def test_a_card_writes_what_its_face_can_and_half_a_name_never(text: str, written: str) -> None:
    assert drawable(text) == written


@hypothesis_settings(max_examples=20, deadline=None)
@given(st.text(max_size=300), st.text(max_size=80), st.integers(-10, 2_000) | st.none())
def test_every_text_makes_a_card(title: str, detail: str, filled: int | None) -> None:
    card = Card("Compass", drawable(title), drawable(detail), filled, "£5")

    assert Image.open(BytesIO(draw(card))).size == (1200, 630)


def test_a_picture_that_cannot_be_read_leaves_the_words() -> None:
    assert draw(Card("Compass", "Title"), BytesIO(b"no picture")) == draw(Card("Compass", "Title"))


def test_home_tells_of_the_organisation_and_how_to_search(client: Client) -> None:
    site = home().get_site()
    OrganisationSettings.objects.create(site=site, organisation_name="Compass", contact_email="hello@compass.example")
    publish(home())

    found = told(client, home())

    assert found["Organization"]["name"] == "Compass"
    assert found["Organization"]["email"] == "hello@compass.example"
    target = found["WebSite"]["potentialAction"]["target"]["urlTemplate"]
    assert target == "http://testserver/search/?q={search_term_string}"


def test_a_crowdfund_asks_to_donate_and_says_where_it_stands(client: Client) -> None:
    campaign = place(CampaignPage, "Campaign")
    page = place_crowdfund("An online hub", parent=campaign, slug="hub")

    found = told(client, page)

    assert found["DonateAction"]["actionStatus"] == "https://schema.org/PotentialActionStatus"
    assert found["DonateAction"]["target"]["urlTemplate"] == "http://testserver/campaign/hub/#give"
    trail = [(each["name"], each["item"]) for each in found["BreadcrumbList"]["itemListElement"]]
    assert trail == [
        ("Campaign", "http://testserver/campaign/"),
        ("An online hub", "http://testserver/campaign/hub/"),
    ]


def test_an_event_tells_its_dates_by_their_own_clock(client: Client) -> None:
    page = place_event("Assembly", start_date=SOON, venue="Town hall", town="Frome")

    event = told(client, page)["Event"]

    assert event["startDate"][:16] == f"{page.start_date}T19:00"
    assert event["eventStatus"] == "https://schema.org/EventScheduled"
    assert event["location"] == [{"@type": "Place", "name": "Town hall", "address": "Town hall, Frome"}]


def test_a_post_names_who_wrote_it(client: Client) -> None:
    page = place_post("Why alliances", byline="Mary, a councillor in Frome")

    post = told(client, page)["BlogPosting"]

    assert post["headline"] == "Why alliances"
    assert post["datePublished"] == page.date.isoformat()
    assert post["author"] == [{"@type": "Person", "name": "Mary, a councillor in Frome"}]


def test_a_title_cannot_end_the_element_that_it_stands_in(client: Client) -> None:
    title = "</script><script>alert(1)</script> & \u2028"
    page = place_post(title, byline=title)

    assert told(client, page)["BlogPosting"]["headline"] == title
    assert "<script>alert" not in read(client, page.url or "")


def test_a_preview_tells_nothing(admin_client: Client) -> None:
    page = place(StandardPage, "Draft", live=False)

    html = admin_client.get(f"/admin/pages/{page.pk}/view_draft/").content.decode()

    assert "og:title" in html
    assert "ld+json" not in html
    assert "/cards/" not in html
