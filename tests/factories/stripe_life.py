"""Lives of payments as Stripe would tell them: raw events, the objects as they are in the end, and what should count.

Nothing here knows how we read events. What should count is reckoned while the life is made up, by plain addition. To
add another kind of payment, give a strategy of `Life` and put it into `LIVES`.
"""

import copy
import json
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from hypothesis import strategies as st

from donations.models import Crowdfund, Donation
from donations.sandbox import objects
from tests.factories.donations import make_donation

Object = dict[str, Any]

_numbers = count(1)


@dataclass
class Life:
    """What happened to one payment. `expected` is (kind, signed minor units) of all that should count for it.

    `fee_minor` is what Stripe kept in the end.
    """

    crowdfund: Crowdfund
    donation: Donation | None
    at: int
    events: list[bytes] = field(default_factory=list)
    ends: dict[str, Object] = field(default_factory=dict)
    expected: list[tuple[str, int]] = field(default_factory=list)
    fee_minor: int = 0

    def tell(self, obj: Object, *types: str) -> None:
        """The object is now so, and Stripe sends an event of each type with it."""
        self.ends[obj["id"]] = copy.deepcopy(obj)
        for type in types:
            self.at += 60
            event = objects.event(type, copy.deepcopy(obj), now=self.at)
            self.events.append(json.dumps(event | {"id": f"evt_{next(_numbers)}"}).encode())

    def count(self, kind: str, amount_minor: int) -> None:
        self.expected.append((kind, amount_minor))

    def move(self, source: Object, amount: int, category: str, fee: int = 0) -> Object:
        move = objects.balance_transaction(source, amount=amount, fee=fee, category=category, now=self.at)
        self.ends[move["id"]] = move
        self.fee_minor += fee
        return move

    @property
    def left_minor(self) -> int:
        return sum(amount for _, amount in self.expected)


def twin(event: bytes) -> bytes:
    """Stripe tells the same under another id, as it does where two endpoints or API versions are set up."""
    return json.dumps(json.loads(event) | {"id": f"evt_{next(_numbers)}"}).encode()


def _session(life: Life, amount: int) -> Object:
    metadata = {"donation": str(life.donation.public_id)} if life.donation else {}
    price = {"currency": life.crowdfund.currency.lower(), "unit_amount": amount, "product_data": {"name": "A gift"}}
    params = {"line_items": [{"price_data": price}], "mode": "payment", "success_url": "x", "metadata": metadata}
    session = objects.session(params, now=life.at, pay_url="https://checkout.stripe.com/{}")
    if life.donation:
        session["id"] = life.donation.checkout_session_id
    return session


def _charge(life: Life, payment: Object, email: str) -> Object:
    charge = objects.charge(payment, now=life.at, status="succeeded", email=email, name="", method="card")
    charge["balance_transaction"] = life.move(charge, charge["amount"], "charge")["id"]
    return charge


@st.composite
def payments(draw: st.DrawFn, crowdfunds: list[Crowdfund], now: int) -> Life:
    """One payment of one of the crowdfunds, or of a shop on the same account."""
    crowdfund, is_ours = draw(st.sampled_from(crowdfunds)), draw(st.integers(0, 7)) > 0
    amount = draw(st.sampled_from([100, 2500, 10_000, 1_000_000]))
    donation = make_donation(crowdfund, requested_minor=amount) if is_ours else None
    life = Life(crowdfund, donation, now - draw(st.integers(1, 20)) * 24 * 3600)
    email = f"donor-{draw(st.integers(1, 3))}@example.org"
    session = _session(life, amount)
    how = draw(st.sampled_from(["card", "card", "card", "bank", "bank_fails", "expires", "left"]))
    if how == "left":
        life.tell(session)
    elif how == "expires":
        life.tell(session | {"status": "expired"}, "checkout.session.expired")
    else:
        _pay(life, session, amount, email, how)
        if life.expected and donation:
            _refunds(draw, life)
            _dispute(draw, life)
    if donation is None:
        life.expected = []
    return life


def _pay(life: Life, session: Object, amount: int, email: str, how: str) -> None:
    payment = objects.payment_intent(
        amount=amount,
        currency=session["currency"],
        methods=["card"],
        now=life.at,
        data={"metadata": session["metadata"]},
    )
    details = {"email": email, "name": "A donor"}
    session |= {"status": "complete", "payment_intent": payment["id"], "customer_details": details}
    if how != "card":
        life.tell(session, "checkout.session.completed")
    if how == "bank_fails":
        life.tell(payment, "payment_intent.payment_failed")
        life.tell(session, "checkout.session.async_payment_failed")
        return
    charge = _charge(life, payment, email)
    payment |= {"status": "succeeded", "amount_received": amount, "latest_charge": charge["id"]}
    session["payment_status"] = "paid"
    life.tell(charge, "charge.succeeded", "charge.updated")
    life.tell(payment, "payment_intent.succeeded")
    life.tell(session, f"checkout.session.{'completed' if how == 'card' else 'async_payment_succeeded'}")
    life.count("charge", amount)


def _refunds(draw: st.DrawFn, life: Life) -> None:
    """Up to three, each of a part of what is left or of all of it; any of them may fail later."""
    charge = next(obj for obj in life.ends.values() if obj["object"] == "charge")
    for _ in range(draw(st.integers(0, 3))):
        if not life.left_minor:
            return
        part = draw(st.sampled_from([1, life.left_minor, (life.left_minor + 1) // 2]))
        refund = objects.refund(charge, amount=part, now=life.at, metadata={}, reason=None)
        refund["balance_transaction"] = life.move(refund, -part, "refund")["id"]
        charge["amount_refunded"] += part
        life.tell(refund, "refund.created")
        life.tell(charge, "charge.refunded")
        life.count("refund", -part)
        if draw(st.booleans()):
            refund["status"] = draw(st.sampled_from(["failed", "canceled"]))
            refund["failure_balance_transaction"] = life.move(refund, part, "refund_failure")["id"]
            charge["amount_refunded"] -= part
            life.tell(refund, *draw(st.sampled_from([["refund.failed"], ["refund.updated", "refund.failed"]])))
            life.tell(charge)
            life.count("refund_reversal", part)


def _dispute(draw: st.DrawFn, life: Life) -> None:
    """Perhaps one: an inquiry that takes nothing, or one that takes what is left and is open, lost or won,
    some or all of it, or won and lost after all."""
    how = draw(st.sampled_from(["none", "none", "inquiry", "open", "lost", "won", "won_in_part", "taken_again"]))
    if how == "none" or not life.left_minor:
        return
    charge = next(obj for obj in life.ends.values() if obj["object"] == "charge")
    amount = life.left_minor
    dispute = objects.dispute(charge, amount=amount, now=life.at)
    life.tell(dispute, "charge.dispute.created")
    if how == "inquiry":
        life.tell(dispute | {"status": "warning_closed"}, "charge.dispute.closed")
        return
    dispute["balance_transactions"].append(life.move(dispute, -amount, "dispute", fee=2000))
    life.tell(dispute, "charge.dispute.funds_withdrawn")
    life.count("dispute", -amount)
    if how != "open":
        dispute["status"] = "lost" if how == "lost" else "won"
        life.tell(dispute, "charge.dispute.closed")
    if how not in ("open", "lost"):
        back = (amount + 1) // 2 if how == "won_in_part" else amount
        given_back = draw(st.sampled_from([0, -2000]))
        dispute["balance_transactions"].append(life.move(dispute, back, "dispute_reversal", fee=given_back))
        life.tell(dispute, "charge.dispute.funds_reinstated")
        life.count("dispute_reversal", back)
    if how == "taken_again":
        dispute["status"] = "lost"
        dispute["balance_transactions"].append(life.move(dispute, -amount, "dispute"))
        life.tell(dispute, "charge.dispute.funds_withdrawn", "charge.dispute.closed")
        life.count("dispute", -amount)


LIVES = (payments,)
