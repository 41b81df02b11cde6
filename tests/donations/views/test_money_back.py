"""The page on which a donor asks for their money back: opening it does nothing, its button does, once."""

import pytest
from django.test import Client
from wagtail.models import Site

from cms import caching
from cms.models import OrganisationSettings
from donations.models import Crowdfund, Donation, RefundOrder, RefundRequest
from tests.factories.answers import shown
from tests.factories.donations import NOW, charge_fact, dispute_fact, make_donation, refund_fact, session_fact
from tests.factories.recording import record


@pytest.fixture
def donation(crowdfund: Crowdfund) -> Donation:
    donation = make_donation(crowdfund)
    record(session_fact(donation), charge_fact(donation))
    donation.refresh_from_db()
    return donation


def test_opening_the_page_asks_for_nothing(client: Client, donation: Donation) -> None:
    answer = client.get(donation.money_back_path)

    assert "Your £25 for “An online hub” can go back to you." in shown(answer)
    assert (answer["Referrer-Policy"], answer["X-Robots-Tag"]) == ("same-origin", "noindex")
    assert "no-store" in answer["Cache-Control"]
    assert "Set-Cookie" not in answer
    assert RefundRequest.objects.count() == 0


def test_one_press_asks_and_a_second_changes_nothing(donation: Donation) -> None:
    client = Client(enforce_csrf_checks=True)

    answers = [client.post(donation.money_back_path, {"words": words}) for words in ("I lost my job.", "Hello?")]

    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(303, donation.money_back_path)] * 2
    assert RefundRequest.objects.get().words == "I lost my job."
    html = shown(client.get(donation.money_back_path))
    assert "You asked for your money back" in html
    assert "<button" not in html.partition("<main")[2].partition("</main>")[0]


def test_too_many_words_are_kept_and_refused(client: Client, donation: Donation) -> None:
    answer = client.post(donation.money_back_path, {"words": "y" * 2001})

    assert answer.status_code == 422
    assert "Leave out 1 character" in shown(answer)
    assert "y" * 2001 in shown(answer)
    assert RefundRequest.objects.count() == 0


def test_another_site_cannot_ask(client: Client, donation: Donation) -> None:
    answer = client.post(donation.money_back_path, headers={"Origin": "https://elsewhere.example"})

    assert (answer.status_code, RefundRequest.objects.count()) == (403, 0)


def test_money_that_is_not_here_cannot_be_asked_for(client: Client, crowdfund: Crowdfund, donation: Donation) -> None:
    OrganisationSettings.objects.update_or_create(
        site=Site.objects.get(is_default_site=True), defaults={"contact_email": "money@example.org"}
    )
    caching.purge(caching.CONTENT)
    offline = make_donation(crowdfund, state="paid", outcome="paid")
    disputed = make_donation(crowdfund)
    record(session_fact(disputed), charge_fact(disputed), dispute_fact(disputed))
    record(refund_fact(donation, 2500))
    words = {
        make_donation(crowdfund): "No money has arrived from this gift.",
        offline: 'Write to <a href="mailto:money@example.org',
        disputed: "Your bank has taken the money back",
        donation: "Your gift has been returned already.",
    }

    for each, why in words.items():
        assert why in shown(client.get(each.money_back_path))
        assert client.post(each.money_back_path).status_code == 409
        assert "Ask for my money back</a>" not in shown(client.get(each.receipt_path))
    assert RefundRequest.objects.count() == 0


def test_the_receipt_leads_there_and_then_says_where_the_request_stands(client: Client, donation: Donation) -> None:
    before = shown(client.get(donation.receipt_path))
    client.post(donation.money_back_path)
    told = [shown(client.get(donation.receipt_path))]
    for state in ("granted", "declined"):
        RefundRequest.objects.update(state=state, answer="It is <spent>.")
        told.append(shown(client.get(donation.receipt_path)))

    assert f'<a href="{donation.money_back_path}">Ask for my money back</a>' in before
    assert "The treasurer has your request and answers by email." in told[0]
    assert "the money is on its way back" in told[1]
    assert "It is &lt;spent&gt;." in told[2]
    for html in told:
        assert "Ask for my money back" not in html


@pytest.mark.parametrize("page", ["receipt_path", "money_back_path"])
def test_it_does_not_say_on_its_way_once_stripe_has_refused(client: Client, donation: Donation, page: str) -> None:
    client.post(donation.money_back_path)
    common = {"amount_minor": 2500, "currency": "GBP", "ordered_at": NOW, "state": "refused"}
    RefundOrder.objects.create(donation=donation, why="donor_asked", **common)

    html = shown(client.get(getattr(donation, page)))

    assert "the money did not go through: it is still with us. The treasurer has been told" in html
    assert "on its way back" not in html


@pytest.mark.parametrize(
    "path", ["/receipts/c85d919e-e301-4cad-b1e6-11fb5c9e14ff/money-back/", "/receipts/1/money-back/"]
)
def test_it_cannot_be_guessed(client: Client, path: str, db: None) -> None:
    assert (client.get(path).status_code, client.post(path).status_code) == (404, 404)
