"""Who comes in at the treasurer's desk: treasurers and administrators; others are led back, strangers to the login."""

from collections.abc import Callable

import pytest
from django.test import Client
from wagtail.models import ModelLogEntry

from accounts import roles
from donations.models import Crowdfund, Dispute, Donation, RefundOrder, StripeEvent
from tests.factories.donations import NOW, charge_fact, make_donation, session_fact
from tests.factories.recording import record

SignIn = Callable[[str], Client]
pytestmark = [pytest.mark.django_db]

PAGES = (
    *("money/", "money/sources/", "money/sources/?export=csv"),
    *("donation/", "donation/results/", "donation/inspect/{donation}/", "donation/refund/{donation}/"),
    *("ledgerentry/", "ledgerentry/?export=csv"),
    *("refundorder/", "refundorder/inspect/{order}/", "refundorder/?export=csv"),
    *("dispute/", "dispute/inspect/{dispute}/", "dispute/?export=csv"),
    *("stripeevent/", "stripeevent/inspect/{event}/", "stripeevent/replay/{event}/", "stripeevent/replay/"),
)


@pytest.fixture
def paths(crowdfund: Crowdfund) -> dict[str, str]:
    """What each page is about."""
    donation = make_donation(crowdfund)
    record(session_fact(donation), charge_fact(donation))
    money = {"donation": donation, "amount_minor": 100, "currency": "GBP"}
    order = RefundOrder.objects.create(why="other", ordered_at=NOW, **money)
    dispute = Dispute.objects.create(dispute_id="du_1", status="won", opened_at=NOW, **money)
    event = StripeEvent.objects.create(
        id="evt1", type="x", livemode=False, created_at=NOW, received_at=NOW, payload="", status="failed"
    )
    return {"donation": donation.pk, "order": order.pk, "dispute": dispute.pk, "event": event.pk}


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_is_led_to_the_login(client: Client, paths: dict[str, str], page: str) -> None:
    answer = client.get(f"/admin/{page.format(**paths)}")

    assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (302, "/login/")


@pytest.mark.parametrize("group", [roles.EDITORS, roles.VOLUNTEERS])
def test_whoever_has_no_right_is_led_back(sign_in: SignIn, paths: dict[str, str], group: str) -> None:
    browser = sign_in(group)

    for page in PAGES:
        answer = browser.get(f"/admin/{page.format(**paths)}")
        assert (page, answer.status_code, answer.headers.get("Location")) == (page, 302, "/admin/")
    start = browser.get("/admin/").content.decode()
    assert "/admin/money/" not in start


@pytest.mark.parametrize("group", [roles.TREASURERS, "administrators"])
def test_treasurers_and_administrators_see_all_of_it(sign_in: SignIn, paths: dict[str, str], group: str) -> None:
    browser = sign_in(group)

    statuses = {page: browser.get(f"/admin/{page.format(**paths)}").status_code for page in PAGES}

    assert statuses == dict.fromkeys(PAGES, 200)


def test_looking_for_a_donor_by_address_is_written_down_without_the_address(
    sign_in: SignIn, paths: dict[str, str]
) -> None:
    browser = sign_in(roles.TREASURERS)
    other = make_donation(Crowdfund.objects.get())

    html = browser.get("/admin/donation/results/", {"q": "ADA@example.org"}).content.decode()

    assert Donation.objects.get(pk=paths["donation"]).reference in html
    assert other.reference not in html
    [entry] = ModelLogEntry.objects.all()
    assert (entry.message, "ada" in str(entry.data).lower()) == ("Looked for the donations of one email address", False)


@pytest.mark.parametrize("words", ["{reference}", "pi_{donation}", "{spaced}"])
def test_a_donation_is_found_by_its_reference_and_its_payment(
    sign_in: SignIn, paths: dict[str, str], words: str
) -> None:
    browser = sign_in(roles.TREASURERS)
    reference = Donation.objects.get(pk=paths["donation"]).reference
    other = make_donation(Crowdfund.objects.get())

    typed = words.format(reference=reference, spaced=f"{reference[:5].lower()} {reference[5:]}", **paths)
    html = browser.get("/admin/donation/results/", {"q": typed}).content.decode()

    assert reference in html
    assert other.reference not in html


@pytest.mark.parametrize("listing", ["donation", "ledgerentry", "refundorder", "dispute", "stripeevent"])
@pytest.mark.parametrize("words", ["\0", "%", "ÄÖ" * 200, "f" * 33, "２５２５", "a@b", "'; --"])
def test_any_words_can_be_looked_for(sign_in: SignIn, db: None, listing: str, words: str) -> None:
    assert sign_in(roles.TREASURERS).get(f"/admin/{listing}/results/", {"q": words}).status_code == 200


@pytest.mark.parametrize(
    ("status", "told"),
    [("needs_response", "Answer, or look at it, in Stripe’s dashboard"), ("lost", "Lost: the money is gone")],
)
def test_a_dispute_leads_to_stripe(sign_in: SignIn, paths: dict[str, str], status: str, told: str) -> None:
    Dispute.objects.update(status=status)

    html = sign_in(roles.TREASURERS).get(f"/admin/dispute/inspect/{paths['dispute']}/").content.decode()

    assert 'href="https://dashboard.stripe.com/test/disputes/du_1"' in html
    assert told in html


@pytest.mark.parametrize("page", ["donation/refund/4711/", "refundorder/inspect/4711/", "dispute/inspect/4711/"])
def test_what_is_not_there_is_not_found(sign_in: SignIn, db: None, page: str) -> None:
    assert sign_in(roles.TREASURERS).get(f"/admin/{page}").status_code == 404
