"""Disputes as cases: what is kept of them does not depend on the order in which Stripe tells, and is mailed once."""

from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Site

from cms.models import OrganisationSettings, OutgoingMail
from donations.gateways.base import DisputeFact
from donations.models import Crowdfund, Dispute, Donation, LedgerEntry
from donations.services.disputes import STATUS_RANK, later_status, take_in_disputes
from tests.factories.donations import NOW, charge_fact, dispute_fact, facts_of, make_donation, refund_fact
from tests.factories.recording import record, shown

pytestmark = [pytest.mark.django_db, pytest.mark.database]

DUE = NOW + timedelta(days=7)


def told(donation: Donation, status: str, **changes: Any) -> DisputeFact:
    """A dispute of which nothing moves but the case."""
    return dispute_fact(donation, **({"status": status, "withdrawn": False} | changes))


def case() -> tuple[Any, ...]:
    dispute = Dispute.objects.get()
    return dispute.status, dispute.reason, dispute.due_by, dispute.amount_minor, dispute.opened_at


@pytest.fixture
def donation(crowdfund: Crowdfund) -> Donation:
    donation = make_donation(crowdfund)
    record(charge_fact(donation))
    return donation


@pytest.fixture
def contact(db: None) -> str:
    site = Site.objects.get(is_default_site=True)
    OrganisationSettings.objects.update_or_create(site=site, defaults={"contact_email": "money@example.org"})
    return "money@example.org"


def test_a_dispute_is_kept_with_why_and_until_when_to_answer(donation: Donation) -> None:
    record(told(donation, "needs_response", reason="fraudulent", due_by=DUE))

    dispute = Dispute.objects.get()
    assert (dispute.dispute_id, dispute.donation, dispute.currency) == ("du_1", donation, "GBP")
    assert case() == ("needs_response", "fraudulent", DUE, 2500, NOW)


def test_opening_and_closing_a_case_moves_no_money(donation: Donation) -> None:
    record(told(donation, "needs_response"))
    record(told(donation, "lost"))

    assert shown(donation.crowdfund) == (2500, 1)


def test_the_case_is_kept_with_the_money_or_not_at_all(donation: Donation) -> None:
    with transaction.atomic():
        record(dispute_fact(donation))
        transaction.set_rollback(True)

    assert not Dispute.objects.exists()
    assert not LedgerEntry.objects.filter(kind="dispute").exists()


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_the_latest_status_wins_whatever_came_last(donation: Donation, order: tuple[int, ...]) -> None:
    facts = [
        told(donation, "needs_response", reason="fraudulent", due_by=DUE),
        dispute_fact(donation, status="needs_response", reason="fraudulent", due_by=DUE),
        told(donation, "under_review", occurred_at=NOW + timedelta(days=3)),
        dispute_fact(donation, status="won", reinstated=True, occurred_at=NOW + timedelta(days=40)),
    ]

    for place in order:
        record(facts[place])

    assert case() == ("won", "fraudulent", DUE, 2500, NOW)
    assert shown(donation.crowdfund) == (2500, 1)


A_FACT = st.fixed_dictionaries(
    {
        "id": st.sampled_from(["du_1", "du_2"]),
        "status": st.sampled_from([*STATUS_RANK, "", "of_next_year"]),
        "reason": st.sampled_from(["", "fraudulent", "duplicate"]),
        "due_by": st.none() | st.integers(0, 9).map(lambda days: NOW + timedelta(days=days)),
        "occurred_at": st.integers(0, 9).map(lambda days: NOW + timedelta(days=days)),
        "amount_minor": st.integers(1, 2500),
        "withdrawn": st.just(False),
    }
)


@given(st.lists(A_FACT, min_size=1, max_size=6), st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_order_and_repetition_ends_in_the_same_cases(
    donation: Donation, facts: list[dict[str, Any]], data: st.DataObject
) -> None:
    again = data.draw(st.permutations(facts + facts))

    def outcome(order: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
        donation.disputes.all().delete()
        for fact in order:
            take_in_disputes(donation=donation, facts=facts_of(dispute_fact(donation, **fact)), now=NOW)
        rows = donation.disputes.order_by("dispute_id")
        return list(rows.values_list("dispute_id", "status", "reason", "due_by", "amount_minor", "opened_at"))

    assert outcome(facts) == outcome(again)


def test_a_status_that_stripe_has_added_since_never_hides_one_that_we_know() -> None:
    assert later_status("of_next_year", "needs_response") == "needs_response"
    assert later_status("needs_response", "of_next_year") == "needs_response"


def test_the_organisation_is_told_once(donation: Donation, contact: str) -> None:
    for status in ("needs_response", "needs_response", "under_review"):
        record(told(donation, status, due_by=DUE))

    mail = OutgoingMail.objects.get(key="dispute:du_1")
    assert (mail.to, mail.subject) == (contact, f"A gift of £25 is disputed: {donation.reference}")
    assert "Answer at Stripe by 9 November 2026, 12:00." in mail.text
    assert f"/admin/dispute/inspect/{Dispute.objects.get().pk}/" in mail.text


@pytest.mark.parametrize("status", ["won", "lost", "under_review", "warning_closed"])
def test_nobody_is_told_of_what_cannot_be_answered(donation: Donation, contact: str, status: str) -> None:
    record(told(donation, status))

    assert not OutgoingMail.objects.filter(key__startswith="dispute:").exists()


def test_without_a_contact_the_case_is_kept_all_the_same(donation: Donation) -> None:
    record(told(donation, "needs_response"), refund_fact(donation, 500))

    assert Dispute.objects.count() == 1
    assert not OutgoingMail.objects.filter(key__startswith="dispute:").exists()
