"""Money sent back from the admin: what is asked, that one press sends once, what is said of it, and who may."""

import re
import uuid
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from wagtail.models import ModelLogEntry

from accounts import roles
from donations import tasks
from donations.gateways.base import Facts, GatewayRefused, GatewayUnavailable
from donations.models import Crowdfund, Donation, RefundOrder
from tests.factories.donations import NOW, charge_fact, dispute_fact, facts_of, make_donation, refund_fact, session_fact
from tests.factories.recording import record, shown, state

SignIn = Callable[[str], Client]
pytestmark = [pytest.mark.django_db, pytest.mark.database]


class Stripe:
    """Sends back what it is asked to, or raises `error`; `asked` is what it was asked for, in pence."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.error: Exception | None = None

    def fetch_payment(self, payment_intent_id: str) -> Facts:
        return Facts()

    def refund(self, *, payment_intent_id: str, amount_minor: int, order_id: str, idempotency_key: str) -> Facts:
        self.asked.append(amount_minor)
        if self.error:
            raise self.error
        donation = Donation.objects.get(payment_intent_id=payment_intent_id)
        return facts_of(refund_fact(donation, amount_minor, id=f"re_{len(self.asked)}"))


@pytest.fixture
def stripe(monkeypatch: pytest.MonkeyPatch) -> Stripe:
    stripe = Stripe()
    monkeypatch.setattr(tasks, "get_gateway", lambda: stripe)
    return stripe


@pytest.fixture
def donation(crowdfund: Crowdfund) -> Donation:
    donation = make_donation(crowdfund)
    record(session_fact(donation), charge_fact(donation))
    donation.refresh_from_db()
    return donation


def send(client: Client, donation: Donation, commits: Any, **changes: str) -> HttpResponse:
    """Press the button of a fresh form."""
    typed = {"amount": "£5", "why": "donor_asked", "note": "", "key": str(uuid.uuid4())} | changes
    with commits(execute=True):
        answer: Any = client.post(f"/admin/donation/refund/{donation.pk}/", typed)
    return answer


def words_after(client: Client, answer: HttpResponse) -> str:
    return re.sub(r"\s+", " ", client.get(answer.headers["Location"]).content.decode())


def test_the_form_holds_all_that_is_left(treasurer: Client, donation: Donation) -> None:
    record(refund_fact(donation, 750))

    html = treasurer.get(f"/admin/donation/refund/{donation.pk}/").content.decode()

    assert 'name="amount" value="£17.50"' in html
    assert "At most £17.50: all that is left of the gift." in html


def test_money_goes_back_with_a_reason_and_the_tracker_falls(
    treasurer: Client, donation: Donation, stripe: Stripe, django_capture_on_commit_callbacks: Any
) -> None:
    send(treasurer, donation, django_capture_on_commit_callbacks, why="mistake", note="Twice by accident")

    order = RefundOrder.objects.get()
    assert (order.amount_minor, order.why, order.note, order.state) == (500, "mistake", "Twice by accident", "done")
    assert (order.ordered_by.username, stripe.asked) == ("sam", [500])  # type: ignore[union-attr] # somebody did
    assert (shown(donation.crowdfund), state(donation)) == ((2000, 1), "part_refunded")


@pytest.mark.parametrize(("amount", "left"), [("£5", (2000, 1)), ("£25", (0, 0))])
def test_a_double_click_sends_once(
    treasurer: Client,
    donation: Donation,
    stripe: Stripe,
    django_capture_on_commit_callbacks: Any,
    amount: str,
    left: tuple[int, int],
) -> None:
    typed = {"key": str(uuid.uuid4()), "amount": amount}

    first = send(treasurer, donation, django_capture_on_commit_callbacks, **typed)
    second = send(treasurer, donation, django_capture_on_commit_callbacks, **typed)

    assert first.headers["Location"] == second.headers["Location"]
    assert (len(stripe.asked), shown(donation.crowdfund)) == (1, left)
    assert ModelLogEntry.objects.filter(action="donations.order_refund").count() == 1


def test_a_key_of_another_gift_s_form_is_another_press(
    treasurer: Client, donation: Donation, stripe: Stripe, django_capture_on_commit_callbacks: Any
) -> None:
    other, key = make_donation(donation.crowdfund), str(uuid.uuid4())
    record(charge_fact(other))

    for each in (donation, other):
        send(treasurer, each, django_capture_on_commit_callbacks, key=key)

    assert sorted(RefundOrder.objects.values_list("donation", "amount_minor")) == [(donation.pk, 500), (other.pk, 500)]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"amount": ""}, "This field is required."),
        ({"amount": "25.01"}, "Enter £25 or less"),
        ({"amount": "25.01", "why": ""}, "Enter £25 or less"),
        ({"amount": "0"}, "Enter more than nothing"),
        ({"amount": "-5"}, "Enter an amount in pounds, like 25 or 7.50"),
        ({"amount": "２５"}, "Enter an amount in pounds, like 25 or 7.50"),
        ({"amount": "9" * 30}, "Enter a smaller amount"),
        ({"amount": "5\0"}, "Null characters are not allowed."),
        ({"why": ""}, "Choose why the money goes back"),
        ({"why": "no_answer"}, "Select a valid choice."),
        ({"why": "other"}, "Say here why the money goes back"),
        ({"key": "x"}, "This form is out of date: load the page again."),
    ],
)
def test_what_cannot_be_sent_is_told_and_nothing_is_lost(
    treasurer: Client,
    donation: Donation,
    stripe: Stripe,
    django_capture_on_commit_callbacks: Any,
    changes: dict[str, str],
    told: str,
) -> None:
    note = {} if changes.get("why") == "other" else {"note": "As told on the telephone"}

    answer = send(treasurer, donation, django_capture_on_commit_callbacks, **note | changes)

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert note.get("note", "") in answer.content.decode()
    assert not RefundOrder.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("error", "became", "told"),
    [
        (None, "done", "£5 is on its way back to the donor."),
        (GatewayRefused("The card is closed."), "refused", "Stripe refused to send £5 back: The card is closed."),
        (GatewayUnavailable(), "waiting", "£5 is ordered to go back. Stripe has not answered yet"),
    ],
)
def test_what_stripe_says_is_told(
    treasurer: Client, donation: Donation, stripe: Stripe, error: Exception | None, became: str, told: str
) -> None:
    stripe.error = error

    answer = send(treasurer, donation, lambda **_: nullcontext())

    assert RefundOrder.objects.get().state == became
    assert told in words_after(treasurer, answer)
    assert shown(donation.crowdfund) == (2500 if error else 2000, 1)


def test_each_refund_is_written_down_with_its_amount_and_reason(
    treasurer: Client, donation: Donation, stripe: Stripe, django_capture_on_commit_callbacks: Any
) -> None:
    send(treasurer, donation, django_capture_on_commit_callbacks)

    entry = ModelLogEntry.objects.get(action="donations.order_refund")
    assert (entry.user.username, entry.label) == ("sam", donation.reference)
    assert entry.message == "Ordered a refund of £5: The donor asked for it"


def test_a_disputed_gift_says_why_nothing_can_go_back(treasurer: Client, donation: Donation) -> None:
    record(dispute_fact(donation))

    html = treasurer.get(f"/admin/donation/refund/{donation.pk}/").content.decode()

    assert "Stripe sends nothing back until the bank has decided" in html
    assert "Send the money back" not in html


def test_a_donation_leads_to_the_form_while_there_is_something_left(treasurer: Client, donation: Donation) -> None:
    path, link = f"/admin/donation/inspect/{donation.pk}/", f'href="/admin/donation/refund/{donation.pk}/"'

    before = treasurer.get(path).content.decode()
    record(refund_fact(donation, 2500))
    after = treasurer.get(path).content.decode()

    assert (link in before, link in after) == (True, False)


def test_a_donation_tells_its_refunds(
    treasurer: Client, donation: Donation, stripe: Stripe, django_capture_on_commit_callbacks: Any
) -> None:
    send(treasurer, donation, django_capture_on_commit_callbacks)

    order = RefundOrder.objects.get()
    html = treasurer.get(f"/admin/donation/inspect/{donation.pk}/").content.decode()
    assert f'£5, The donor asked for it: <a href="/admin/refundorder/inspect/{order.pk}/">Sent back</a>' in html


@pytest.mark.parametrize("group", [roles.EDITORS, roles.MODERATORS, roles.VOLUNTEERS])
def test_nobody_else_sends_money_back(
    sign_in: SignIn, donation: Donation, stripe: Stripe, django_capture_on_commit_callbacks: Any, group: str
) -> None:
    browser = sign_in(group)

    for answer in (
        browser.get(f"/admin/donation/refund/{donation.pk}/"),
        send(browser, donation, django_capture_on_commit_callbacks),
        browser.get("/admin/refundorder/"),
    ):
        assert (answer.status_code, answer.headers["Location"]) == (302, "/admin/")
    assert not RefundOrder.objects.exists()


def test_a_stranger_is_asked_to_sign_in(client: Client, donation: Donation) -> None:
    answer = client.get(f"/admin/donation/refund/{donation.pk}/")

    assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (302, "/login/")


def test_the_list_of_refunds_finds_one_by_its_reference(treasurer: Client, donation: Donation) -> None:
    other = make_donation(donation.crowdfund)
    for each in (donation, other):
        RefundOrder.objects.create(donation=each, amount_minor=100, currency="GBP", why="fraud", ordered_at=NOW)

    html = treasurer.get("/admin/refundorder/results/", {"q": donation.reference.lower()}).content.decode()

    assert donation.reference in html
    assert other.reference not in html
