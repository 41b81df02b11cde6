"""The crowdfund's page names some supporters and tells the last updates; without any, it has no empty headings."""

import pytest
from django.http import HttpResponse
from django.test import Client

from donations.models import Crowdfund, SupporterMessage, SupporterUpdate
from donations.services.supporters import decide_message
from donations.services.updates import order_update, words_of
from pages import line_titles
from pages.models import BudgetLine, CampaignPage, CrowdfundPage, PressPage
from tests.factories.donations import NOW, make_donation
from tests.factories.pages import home, place, place_crowdfund, publish, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> CrowdfundPage:
    return place_crowdfund("An online hub", slug="hub")


def shown(answer: HttpResponse) -> str:
    return " ".join(answer.content.decode().split())


def say(name: str, comment: str = "") -> SupporterMessage:
    donation = make_donation(Crowdfund.objects.get(), state="paid")
    return SupporterMessage.objects.create(donation=donation, public_name=name, comment=comment, written_at=NOW)


def approve(message: SupporterMessage) -> None:
    decide_message(message_id=message.pk, state="shown", read_at=message.written_at, user=None, now=NOW)


def test_a_page_without_them_says_nothing_of_them(client: Client, page: CrowdfundPage) -> None:
    html = shown(client.get(page.url))

    assert 'id="supporters"' not in html
    assert 'id="updates"' not in html


def test_the_kept_page_shows_words_as_soon_as_they_are_approved(client: Client, page: CrowdfundPage) -> None:
    message = say("Ada")
    client.get(page.url)

    approve(message)

    html = shown(client.get(page.url))
    assert "<bdi>Ada</bdi>" in html
    assert "All who want to be named" not in html


def test_a_few_are_shown_those_with_words_first_and_the_rest_a_page_away(client: Client, page: CrowdfundPage) -> None:
    for name in "ABCDEFG":
        approve(say(name))
    approve(say("Zoë", "Go on!"))

    html = shown(client.get(page.url))

    assert html.count("<bdi>") == 6
    assert html.index("<bdi>Zoë</bdi>") < html.index("<bdi>A</bdi>")
    assert '<a href="/give/hub/supporters/">All who want to be named</a>' in html


def test_their_number_leads_to_them_and_from_there_to_how_it_is_counted(client: Client, page: CrowdfundPage) -> None:
    html, listed = shown(client.get(page.url)), shown(client.get("/give/hub/supporters/"))

    assert '<a href="/give/hub/supporters/" data-value="donors">0</a>' in html
    assert '<a href="/give/hub/ledger/#supporters">Where the number comes from</a>' in listed


def test_updates_are_told_once_they_are_sent(client: Client, page: CrowdfundPage) -> None:
    update = SupporterUpdate.objects.create(
        crowdfund=Crowdfund.objects.get(), locale="en", subject="It <works>", text="x", written_at=NOW
    )
    before = shown(client.get(page.url))

    order_update(update_id=update.pk, as_read=words_of(update), now=NOW)

    campaign = place(CampaignPage, "Campaign", crowdfund=page)
    assert 'href="/give/hub/updates/"' not in before
    for each in (page, campaign):
        assert 'href="/give/hub/updates/"' in shown(client.get(each.url))


def test_a_campaign_leads_to_the_page_for_the_press(client: Client, page: CrowdfundPage) -> None:
    campaign = place(CampaignPage, "Campaign")
    before = shown(client.get(campaign.url))

    press = place(PressPage, "Press room")

    assert "For journalists" not in before
    assert f'For journalists: <a href="{press.url}">Press room</a>' in shown(client.get(campaign.url))


def test_lines_are_called_as_the_published_page_of_the_language_calls_them(page: CrowdfundPage) -> None:
    publish(home("cy"))
    welsh = translate(page, title="Hwb", live=False)
    BudgetLine.objects.filter(page=welsh).update(title="Dylunio")
    key = page.budget_lines.get().translation_key

    draft = line_titles.in_language(page.translation_key, "cy")
    CrowdfundPage.objects.filter(pk=welsh.pk).update(live=True)

    assert (draft, line_titles.in_language(page.translation_key, "cy")) == ({}, {key: "Dylunio"})
    assert line_titles.in_language(page.translation_key, "en") == {key: "Design"}
