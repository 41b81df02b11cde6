"""What the editor of a crowdfund is told beside its fields, of the page as it was saved last."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from donations.models import Crowdfund
from pages.models import CrowdfundPage, SpendingEntry
from tests.factories.donations import charge_fact, make_donation, session_fact
from tests.factories.pages import place_crowdfund
from tests.factories.recording import record

pytestmark = pytest.mark.django_db

REFUSED = "People can give now. So that this goes on, a new version can be published only once it also says:"
CLOSED = "Nobody can give yet. You can publish the page; the form to give appears once it also says:"
OVERSPENT = "The spending below adds up to"


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("admin", "admin@example.org", "changeme"))
    return client


def shown(client: Client, page: CrowdfundPage) -> str:
    return " ".join(client.get(f"/admin/pages/{page.pk}/edit/").content.decode().split())


def spending(*amounts: int) -> list[SpendingEntry]:
    return [SpendingEntry(title="A hall", amount_minor=minor) for minor in amounts]


def draft(page: CrowdfundPage, **fields: Any) -> CrowdfundPage:
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision()
    return page


def test_a_draft_that_would_close_giving_is_told_so(admin: Client) -> None:
    page = place_crowdfund()
    whole = shown(admin, page)

    unfinished = shown(admin, draft(page, purpose=""))

    assert "The ask is whole" in whole
    assert REFUSED in unfinished
    assert "<li>what the money is for</li>" in unfinished
    assert CLOSED not in unfinished


def test_one_that_takes_no_gifts_is_told_what_opens_it(admin: Client) -> None:
    told = [shown(admin, place_crowdfund("A", purpose="")), shown(admin, place_crowdfund("B", purpose="", live=False))]

    assert [(CLOSED in html, REFUSED in html) for html in told] == [(True, False)] * 2


def test_spending_above_what_came_in_is_told_with_both_sums(admin: Client) -> None:
    page = place_crowdfund(spending_entries=spending(2_000, 500))
    before = shown(admin, page)
    donation = make_donation(Crowdfund.objects.get())
    record(session_fact(donation), charge_fact(donation))

    all_of_it = shown(admin, page)
    page.spending_entries.add(SpendingEntry(title="Tea", amount_minor=1))
    one_penny_more = shown(admin, draft(page))

    assert f"{OVERSPENT} £25, and £0 has been raised so far." in before
    assert OVERSPENT not in all_of_it
    assert "More spent than raised" not in all_of_it
    assert f"{OVERSPENT} £25.01, and £25 has been raised so far." in one_penny_more


@pytest.mark.parametrize("fields", [{"spending_entries": []}, {"live": False}])
def test_nothing_is_told_without_spending_or_before_it_is_published(admin: Client, fields: dict[str, Any]) -> None:
    assert OVERSPENT not in shown(admin, place_crowdfund(**fields))
