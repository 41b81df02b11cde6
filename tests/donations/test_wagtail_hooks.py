"""Money in Wagtail's admin: who sees it, that nobody can change it, and that looking at a donor is written down."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse
from wagtail.models import ModelLogEntry

from accounts import roles
from accounts.models import User
from donations.gateways import get_gateway
from donations.models import Donation
from donations.services import record_facts
from tests.factories.donations import NOW, charge_fact, facts_of, make_crowdfund, make_donation, session_fact
from tests.factories.pages import place_crowdfund

SignIn = Callable[[str], Client]


@pytest.fixture
def paid(db: None) -> Donation:
    donation = make_donation(make_crowdfund())
    record_facts(
        facts=facts_of(session_fact(donation), charge_fact(donation)),
        gateway=get_gateway(),
        now=NOW,
    )
    donation.refresh_from_db()
    return donation


def test_the_start_page_says_what_was_raised(sign_in: SignIn, paid: Donation) -> None:
    shown = sign_in(roles.TREASURERS).get("/admin/").content.decode()

    assert "Raised so far" in shown
    assert "<td>£25</td>" in shown
    assert "<td>£5,000</td>" in shown


def test_a_title_leads_to_the_editor_of_the_page_and_from_there_to_the_page(sign_in: SignIn) -> None:
    page = place_crowdfund("Hub", slug="hub")

    edited = sign_in(roles.EDITORS).get("/admin/").content.decode()
    User.objects.all().delete()
    looked_at = sign_in(roles.TREASURERS).get("/admin/").content.decode()

    assert f'<a href="/admin/pages/{page.pk}/edit/">Hub</a>' in edited
    assert '<a href="/hub/">See its page</a>' in edited
    assert '<a href="/hub/">Hub</a>' in looked_at
    assert f"/admin/pages/{page.pk}/edit/" not in looked_at


def test_what_was_raised_is_told_to_nobody_who_works_on_no_crowdfund(sign_in: SignIn) -> None:
    place_crowdfund("Hub", slug="hub")

    assert "Raised so far" not in sign_in(roles.VOLUNTEERS).get("/admin/").content.decode()


@pytest.mark.parametrize(
    ("group", "told"),
    [
        (roles.TREASURERS, "Under “Money” in the menu you look at every gift"),
        (roles.VOLUNTEERS, "Your login works, but there is nothing for you to do here yet."),
        (roles.WELSH_EDITORS, None),
        ("administrators", None),
    ],
)
def test_who_writes_no_pages_is_told_what_there_is_to_do(sign_in: SignIn, group: str, told: str | None) -> None:
    html = sign_in(group).get("/admin/").content.decode()

    assert ("What you can do here" in html, "css/admin-without-pages" in html) == (told is not None, told is not None)
    assert told is None or told in html
    assert ("Reports" in html) == (told is None)


def test_the_start_page_says_nothing_of_money_while_there_is_no_crowdfund(sign_in: SignIn) -> None:
    assert "Raised so far" not in sign_in(roles.EDITORS).get("/admin/").content.decode()


@pytest.mark.parametrize("group", ["administrators", roles.TREASURERS])
@pytest.mark.parametrize(
    ("listing", "shown"),
    [("donation", "£25"), ("ledgerentry", "Payment"), ("stripeevent", "Stripe events")],
)
def test_treasurers_see_every_listing(sign_in: SignIn, paid: Donation, group: str, listing: str, shown: str) -> None:
    response = sign_in(group).get(f"/admin/{listing}/")

    assert response.status_code == 200
    assert shown.lower() in response.content.decode().lower()
    assert "ada@example.org" not in response.content.decode()


@pytest.mark.parametrize("group", [roles.EDITORS, roles.MODERATORS, roles.VOLUNTEERS, roles.WELSH_EDITORS])
def test_nobody_else_sees_money(sign_in: SignIn, paid: Donation, group: str) -> None:
    browser = sign_in(group)

    for path in ("donation/", f"donation/inspect/{paid.pk}/", "ledgerentry/", "stripeevent/"):
        response = browser.get(f"/admin/{path}")
        assert (response.status_code, response.headers["Location"]) == (302, "/admin/")
    assert "/admin/donation/" not in browser.get("/admin/").content.decode()


@pytest.mark.parametrize("listing", ["donation", "ledgerentry", "stripeevent"])
@pytest.mark.parametrize("action", ["add", "edit", "delete", "copy"])
def test_not_even_an_administrator_can_change_money(listing: str, action: str) -> None:
    for arguments in ([], [1]):
        with pytest.raises(NoReverseMatch):
            reverse(f"{listing}:{action}", args=arguments)


def test_an_administrator_is_offered_no_change(sign_in: SignIn, paid: Donation) -> None:
    browser = sign_in("administrators")

    for path in ("donation/", f"donation/inspect/{paid.pk}/"):
        shown = browser.get(f"/admin/{path}").content.decode()
        assert "Add donation" not in shown
        assert "Delete" not in shown


def test_looking_at_a_donor_is_written_down(sign_in: SignIn, paid: Donation) -> None:
    browser = sign_in(roles.TREASURERS)

    browser.get("/admin/donation/")
    before = ModelLogEntry.objects.count()
    shown = browser.get(f"/admin/donation/inspect/{paid.pk}/")

    assert "ada@example.org" in shown.content.decode()
    assert before == 0
    [entry] = ModelLogEntry.objects.all()
    assert (entry.action, entry.user.username, entry.label) == ("donations.look_at_donor", "sam", paid.reference)


def test_a_donation_without_a_donor_leaves_no_trace(sign_in: SignIn) -> None:
    donation = make_donation(make_crowdfund())

    assert sign_in(roles.TREASURERS).get(f"/admin/donation/inspect/{donation.pk}/").status_code == 200
    assert not ModelLogEntry.objects.exists()


def test_a_stripe_event_is_shown_without_what_the_donor_told_stripe(sign_in: SignIn, db: None) -> None:
    from donations.models import StripeEvent

    StripeEvent.objects.create(
        id="evt_1", type="charge.succeeded", livemode=False, created_at=NOW, received_at=NOW, payload="ada@example.org"
    )

    shown = sign_in(roles.TREASURERS).get("/admin/stripeevent/inspect/evt_1/").content.decode()

    assert "charge.succeeded" in shown
    assert "ada@example.org" not in shown
