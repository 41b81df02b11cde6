"""“New campaign”: one form makes two drafts, keeps what was typed with each mistake, and one button publishes both."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page, Site

from accounts import roles
from accounts.models import User
from cms.models import CampaignImage, OrganisationSettings
from community.purposes import choices
from donations.models import Crowdfund
from pages.models import CampaignPage, CrowdfundPage
from tests.factories.hostile_text import HOSTILE
from tests.factories.hubs import person_of, place_hub
from tests.factories.pages import home, picture

pytestmark = pytest.mark.django_db
FORM = "/admin/new-campaign/"
NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def now(settings: Any, tmp_path: Any) -> Iterator[time_machine.Traveller]:
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def editor() -> User:
    editor = User.objects.create_user("editor", email="editor@example.org")
    editor.groups.add(Group.objects.get(name=roles.EDITORS))
    return editor


@pytest.fixture
def browser(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def filled_in(*lines: tuple[str, str], **said: Any) -> dict[str, Any]:
    """What a browser sends for a whole campaign, unless `said` otherwise."""
    costs = lines or (("A minibus", "£4,500"), ("Its insurance", "500"))
    sent: dict[str, Any] = {"lines-TOTAL_FORMS": str(max(len(costs), 4)), "lines-INITIAL_FORMS": "0"}
    for number, (what, cost) in enumerate(costs):
        sent |= {f"lines-{number}-what": what, f"lines-{number}-cost": cost}
    words = {"title": "A minibus for Frome", "introduction": "So that everybody can come.", "goal": "5,000"}
    promises = {"purpose": "To buy it.", "if_under": "A used one.", "if_over": "Petrol.", "has_no_end": "on"}
    return {**sent, **words, **promises, "promoter": "A. Person, 1 High Street, Frome", **said}


def without_breakdown(**said: Any) -> dict[str, Any]:
    return {
        name: value for name, value in filled_in(**said).items() if not name.startswith("lines-") or "FORMS" in name
    }


def upload(name: str = "bus.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, get_test_image_file(name, size=(1600, 900)).file.getvalue(), "image/png")


def read(response: Any) -> str:
    return " ".join(response.content.decode().split())


def make(browser: Client, sent: dict[str, Any]) -> CampaignPage:
    response = browser.post(FORM, sent)
    campaign = CampaignPage.objects.get()
    assert (response.status_code, response["Location"]) == (302, f"{FORM}{campaign.pk}/")
    return campaign


def test_the_home_of_the_admin_leads_those_to_it_who_may_add_campaigns(browser: Client, client: Client) -> None:
    for_editors = read(browser.get("/admin/"))
    client.force_login(person_of(place_hub("Frome"), role="lead"))

    assert f'href="{FORM}"' in for_editors
    assert f'href="{FORM}"' not in read(client.get("/admin/"))
    assert client.get(FORM).status_code == 302
    assert client.post(FORM, filled_in()).status_code == 302
    assert not CampaignPage.objects.exists()


def test_one_form_makes_campaign_and_crowdfund_as_drafts(browser: Client, editor: User) -> None:
    campaign = make(browser, filled_in(file=upload(), alt_text="A yellow bus"))

    [crowdfund] = CrowdfundPage.objects.child_of(campaign)
    draft = campaign.get_latest_revision_as_object()
    assert (campaign.live, crowdfund.live) == (False, False)
    assert (campaign.slug, campaign.owner, campaign.get_parent().specific) == ("a-minibus-for-frome", editor, home())
    assert draft.crowdfund == crowdfund
    assert draft.body[0].block_type == "image"
    assert draft.body[0].value["image"].contextual_alt_text == "A yellow bus"
    assert draft.social_image == CampaignImage.objects.get()
    assert (crowdfund.goal_minor, crowdfund.purpose, crowdfund.if_under) == (500_000, "To buy it.", "A used one.")
    lines = [(line.title, line.amount_minor) for line in crowdfund.budget_lines.all()]
    assert lines == [("A minibus", 450_000), ("Its insurance", 50_000)]
    assert OrganisationSettings.current().imprint_promoter == "A. Person, 1 High Street, Frome"
    assert browser.get("/a-minibus-for-frome/").status_code == 404


def test_the_page_begins_with_its_picture_the_next_meetings_and_a_form_to_be_written_to(browser: Client) -> None:
    campaign = make(browser, filled_in(file=upload(), alt_text="A yellow bus"))
    browser.post(f"{FORM}{campaign.pk}/", {"go_live_at": ""})

    body = CampaignPage.objects.get().body
    html = read(Client().get("/a-minibus-for-frome/"))
    assert [block.block_type for block in body] == ["image", "events", "sign_up"]
    assert body[-1].value["purposes"] == [purpose for purpose, _name in choices()]
    # On a phone one stands below the other: first the ask, then the rest in the order of the page.
    places = [html.index(part) for part in ('class="ask"', "A yellow bus", "The next meetings", "Hear how it goes on")]
    assert places == sorted(places)


def test_without_a_goal_it_is_what_the_lines_add_up_to(browser: Client) -> None:
    make(browser, filled_in(goal=""))

    assert CrowdfundPage.objects.get().goal_minor == 500_000


def test_one_button_publishes_both_and_people_can_give(browser: Client, client: Client) -> None:
    campaign = make(browser, filled_in())

    response = browser.post(f"{FORM}{campaign.pk}/", {"go_live_at": ""})

    assert response.status_code == 302
    assert "Nobody can give" not in str([message.message for message in get_messages(response.wsgi_request)])
    assert Crowdfund.objects.in_force().get().is_open()
    client.logout()
    assert "£5,000" in read(client.get("/a-minibus-for-frome/"))


def test_without_a_breakdown_it_is_published_and_the_editor_is_told_why_nobody_can_give(browser: Client) -> None:
    campaign = make(browser, without_breakdown())
    before = read(browser.get(f"{FORM}{campaign.pk}/"))

    browser.post(f"{FORM}{campaign.pk}/", {"go_live_at": ""})

    told = read(browser.get(f"/admin/pages/{campaign.pk}/edit/"))
    why = "a budget that is the goal: it adds up to £0, the goal is £5,000"
    assert why in before
    assert f"Nobody can give yet. Under “Money” the page must still say: {why}" in told
    assert browser.get("/a-minibus-for-frome/").status_code == 200
    assert not Crowdfund.objects.in_force().get().is_open()


def test_both_go_live_at_the_time_that_was_given(browser: Client, now: time_machine.Traveller) -> None:
    campaign = make(browser, filled_in())

    browser.post(f"{FORM}{campaign.pk}/", {"go_live_at": "2026-12-24T18:00"})

    assert "Goes live by itself" in read(browser.get(f"{FORM}{campaign.pk}/"))
    call_command("publish_scheduled")
    assert not Page.objects.filter(pk=campaign.pk, live=True).exists()
    now.move_to(NOW + timedelta(days=24))
    call_command("publish_scheduled")
    assert Crowdfund.objects.in_force().get().is_open()
    assert CampaignPage.objects.get().live


def test_who_may_only_write_publishes_nothing(browser: Client) -> None:
    GroupPagePermission.objects.filter(permission__codename="publish_page").delete()
    campaign = make(browser, filled_in())

    assert "send it for review" in read(browser.get(f"{FORM}{campaign.pk}/"))
    browser.post(f"{FORM}{campaign.pk}/", {"go_live_at": ""})
    assert not CampaignPage.objects.get().live


def test_a_draft_that_its_editor_left_unfinished_is_not_published(browser: Client) -> None:
    campaign = make(browser, filled_in())
    campaign.title = ""
    campaign.save_revision(clean=False)

    response = browser.post(f"{FORM}{campaign.pk}/", {"go_live_at": ""})

    assert response.status_code == 422
    assert "is not finished" in read(response)
    assert not Page.objects.filter(live=True, depth__gt=2).exists()


def test_the_campaign_is_previewed_with_its_crowdfund(browser: Client) -> None:
    campaign = make(browser, filled_in())

    html = read(browser.get(f"/admin/pages/{campaign.pk}/view_draft/"))

    assert "£5,000" in html
    assert 'class="ask"' in html


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


def test_two_campaigns_of_one_name_have_two_addresses(browser: Client) -> None:
    for _ in range(2):
        assert browser.post(FORM, filled_in()).status_code == 302

    slugs = CampaignPage.objects.order_by("pk").values_list("slug", flat=True)
    assert list(slugs) == ["a-minibus-for-frome", "a-minibus-for-frome-2"]
