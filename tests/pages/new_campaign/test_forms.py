"""“New campaign”: each mistake is told, and what was typed and sent is kept with it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.models import Collection, GroupCollectionPermission, Site

from cms.models import CampaignImage, OrganisationSettings
from pages.models import CampaignPage
from tests.factories.campaign_form import FORM, filled_in, make, read, upload, without_breakdown
from tests.factories.hostile_text import HOSTILE
from tests.factories.pages import picture

pytestmark = pytest.mark.django_db

MISTAKES = [
    ({"title": " "}, "Give the campaign a title"),
    ({"introduction": ""}, "Say in one sentence what it is about"),
    ({"introduction": "x" * 401}, "Leave out 1 character"),
    ({"promoter": ""}, "Say who publishes this, with a postal address"),
    ({"goal": "much"}, "Enter an amount in pounds, like 25 or 7.50"),
    ({"goal": "0.50"}, "Enter £1 or more"),
    ({"goal": f"1{'0' * 30}"}, "Enter a smaller amount"),
    ({"lines-0-what": ""}, "Say what this cost is for"),
    ({"lines-1-cost": ""}, "Say what this costs"),
    ({"lines-1-cost": "0"}, "Enter more than £0"),
    ({"last_day": "2026-12-24"}, "Either a last day or no end: leave out one of the two"),
    ({"last_day": "2026-11-30", "has_no_end": ""}, "This day is over. Nobody could give"),
    ({"alt_text": "A bus"}, "Choose the picture that you describe, or describe none"),
    ({"chosen": "999999999999999999999999"}, "Choose one of the pictures that you may use"),
]


@pytest.mark.parametrize(("said", "message"), MISTAKES, ids=[message for _, message in MISTAKES])
def test_each_mistake_is_told_by_its_field_and_above_and_keeps_the_rest(
    browser: Client, said: dict[str, str], message: str
) -> None:
    response = browser.post(FORM, filled_in(**said))

    html = read(response)
    assert response.status_code == 422
    assert html.count(message) >= 2
    kept = {"goal": "5,000", "lines-1-what": "Its insurance", "promoter": "A. Person, 1 High Street, Frome"}
    assert all(f'value="{value}"' in html for name, value in kept.items() if name not in said)
    assert not CampaignPage.objects.exists()
    assert not OrganisationSettings.current().imprint_promoter


def test_neither_goal_nor_lines_is_told(browser: Client) -> None:
    assert "Enter how much you ask for, or what each part of it costs" in read(
        browser.post(FORM, without_breakdown(goal=""))
    )


def test_a_picture_that_came_in_is_kept_when_something_else_is_missing(browser: Client) -> None:
    response = browser.post(FORM, filled_in(title="", file=upload()))

    html, [image] = read(response), CampaignImage.objects.all()
    assert "Say what the picture shows, or tick that it is mere decoration" in html
    assert f'name="chosen" value="{image.pk}"' in html
    campaign = make(browser, filled_in(chosen=image.pk, is_decorative="on"))
    assert campaign.get_latest_revision_as_object().body[0].value["image"].decorative
    assert CampaignImage.objects.count() == 1


def test_a_file_that_is_no_picture_is_refused_and_leaves_nothing(browser: Client) -> None:
    response = browser.post(FORM, filled_in(file=SimpleUploadedFile("bus.png", b"MZ"), alt_text="A bus"))

    assert response.status_code == 422
    assert not CampaignImage.objects.exists()


def test_nobody_gets_a_picture_that_they_could_not_choose(browser: Client) -> None:
    GroupCollectionPermission.objects.all().delete()
    secret = picture("Secret", collection=Collection.get_first_root_node().add_child(name="Secret"))

    response = browser.post(FORM, filled_in(chosen=secret.pk, alt_text="A bus"))

    assert response.status_code == 422
    assert "Secret" not in read(response)


def test_more_lines_are_given_with_the_sum_and_nothing_is_missed_yet(browser: Client) -> None:
    response = browser.post(
        FORM, filled_in(("Bus", "1,000"), ("Petrol", "99.50"), title="", more_lines="1", file=upload())
    )

    html = read(response)
    assert response.status_code == 200
    assert "Together: £1,099.50" in html
    assert 'name="lines-7-what"' in html
    assert 'name="lines-8-what"' not in html
    assert "Give the campaign a title" not in html
    assert f'name="chosen" value="{CampaignImage.objects.get().pk}"' in html
    assert not CampaignPage.objects.exists()


@pytest.mark.parametrize("total", ["", "x", "-1", "9" * 30, "٣", None])
def test_an_edited_number_of_lines_breaks_nothing(browser: Client, total: str | None) -> None:
    sent = {name: value for name, value in filled_in(more_lines="1").items() if name != "lines-TOTAL_FORMS"}

    assert browser.post(FORM, sent | ({} if total is None else {"lines-TOTAL_FORMS": total})).status_code == 200
    assert browser.post(FORM, sent | {"lines-TOTAL_FORMS": total or "", "more_lines": ""}).status_code == 200


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_whatever_is_typed_is_an_error_or_text(browser: Client, text: str) -> None:
    fields = [
        "title",
        "introduction",
        "purpose",
        "if_under",
        "alt_text",
        "goal",
        "lines-0-what",
        "lines-0-cost",
        "chosen",
    ]

    assert browser.post(FORM, filled_in(**dict.fromkeys(fields, text.replace("\ud800", "�")))).status_code in (302, 422)
    response = browser.post(FORM, filled_in(title=text.replace("\ud800", "�")))
    assert response.status_code in (302, 422)


def test_an_imprint_that_is_there_is_neither_asked_for_nor_changed(browser: Client) -> None:
    site = Site.objects.get(is_default_site=True)
    OrganisationSettings.objects.create(site=site, imprint_promoter="Compass, 1 Street")

    assert 'name="promoter"' not in read(browser.get(FORM))
    make(browser, filled_in(promoter="Somebody else"))
    assert OrganisationSettings.objects.get().imprint_promoter == "Compass, 1 Street"
