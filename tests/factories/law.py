"""Large gifts and their checks for tests."""

from datetime import datetime, timedelta
from typing import Any
from unittest.mock import Mock

from donations.gateways.base import Facts
from donations.models import Crowdfund, Donation, PermissibilityCheck, RefundOrder
from donations.services import carry_out_refund
from donations.services.law_totals import law_sums
from donations.services.verdicts import accept_gift, declare, return_gift
from tests.factories.donations import NOW, charge_fact, make_donation, session_fact
from tests.factories.recording import record

LARGE = 60_000


def give(
    crowdfund: Crowdfund, amount_minor: int = LARGE, *, email: str = "ada@example.org", **changes: Any
) -> Donation:
    """A gift that was paid; `at` is when, `name` the payer's."""
    at: datetime = changes.pop("at", NOW)
    name = changes.pop("name", "Ada Lovelace")
    donation = make_donation(crowdfund, requested_minor=amount_minor, **changes)
    facts = session_fact(donation, email=email, name=name), charge_fact(donation, amount_minor, occurred_at=at)
    record(*facts, at=at)
    donation.refresh_from_db()
    return donation


ADDRESS = "1 Analytical Row\nBrighton"


def check() -> PermissibilityCheck:
    return PermissibilityCheck.objects.get()


def tell(name: str = "Ada Lovelace") -> PermissibilityCheck:
    return declare(
        check_id=check().pk, full_name=name, address=ADDRESS, postcode="BN1 1AA", declaration="Mine", now=days(1)
    )


def accept(user: Any = None, full_name: str = "Ada Lovelace") -> PermissibilityCheck:
    return accept_gift(
        check_id=check().pk,
        full_name=full_name,
        address=ADDRESS,
        postcode="BN1 1AA",
        evidence="Brighton register of 1 November",
        elector_number="BA-12",
        user=user,
        now=days(2),
    )


def send_back(**changes: Any) -> PermissibilityCheck:
    wanted = {"why": "not_permissible", "reason": "On no register", "user": None, "now": days(2)}
    return return_gift(check_id=check().pk, **(wanted | changes))


def stripe_sends_back(order: RefundOrder, facts: Facts) -> None:
    gateway = Mock(spec=["refund", "fetch_payment"])
    gateway.fetch_payment.return_value = Facts()
    gateway.refund.return_value = facts
    carry_out_refund(order_id=order.pk, gateway=gateway, now=days(3))


def check_of(donation: Donation) -> PermissibilityCheck | None:
    return PermissibilityCheck.objects.filter(donation=donation).first()


def checks() -> dict[int, tuple[str, str]]:
    """Every check's reason and state by its donation."""
    return {
        check.donation_id: (str(check.reason), str(check.state))
        for check in PermissibilityCheck.objects.order_by("donation_id")
    }


def days(number: int) -> datetime:
    return NOW + timedelta(days=number)


def law_numbers(crowdfund: Crowdfund) -> tuple[int, int]:
    """What is shown as being checked and as returned by law, which must be what the rows say."""
    crowdfund.total.refresh_from_db()
    shown = crowdfund.total.checking_minor, crowdfund.total.returned_by_law_minor
    assert shown == tuple(law_sums(crowdfund).values())
    return shown
