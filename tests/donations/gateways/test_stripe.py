"""What is sent to Stripe, and its errors. Webhooks coming in: test_stripe_events.py."""

import json
from datetime import UTC, datetime, timedelta

import pytest
import stripe

from donations.gateways.base import CheckoutRequest, GatewayRefused, GatewayUnavailable
from donations.gateways.stripe import StripeGateway

NOW = datetime(2026, 9, 1, 12, tzinfo=UTC)
STAMP = int(NOW.timestamp())
SECRET = "whsec_tests"


class Wire(stripe.HTTPClient):
    """Answers every request with the next of its answers and remembers what was asked."""

    name = "wire"

    def __init__(self, *answers: tuple[int, object] | Exception) -> None:
        super().__init__()
        self.answers = list(answers)
        self.requests: list[tuple[str, str, dict[str, str], str]] = []

    def request(self, method, url, headers, post_data=None, **unused):
        self.requests.append((method, url, dict(headers), post_data))
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        status, body = answer
        return (body if isinstance(body, str) else json.dumps(body)), status, {}


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stripe.HTTPClient, "INITIAL_DELAY", 0)


def make_gateway(wire: Wire) -> StripeGateway:
    return StripeGateway("sk_test_1", SECRET, http_client=wire)


def make_request() -> CheckoutRequest:
    return CheckoutRequest(
        donation_id="d-1",
        idempotency_key="key-1",
        amount_minor=2500,
        currency="GBP",
        product_name="Online hub",
        locale="cy",
        success_url="http://testserver/receipts/1/",
        cancel_url="http://testserver/give/online-hub/",
        expires_at=datetime(2026, 11, 23, 12, tzinfo=UTC),
    )


def test_a_checkout_is_opened_with_our_key_and_whole_pence():
    wire = Wire((200, {"id": "cs_1", "object": "checkout.session", "url": "https://pay", "expires_at": STAMP}))

    session = make_gateway(wire).open_checkout(make_request())

    [(method, url, headers, form)] = wire.requests
    assert (session.id, session.url) == ("cs_1", "https://pay")
    assert (method, url) == ("post", "https://api.stripe.com/v1/checkout/sessions")
    assert headers["Idempotency-Key"] == "key-1"
    assert form == (
        "mode=payment&submit_type=donate&payment_intent_data[metadata][donation]=d-1&payment_method_types[0]=card&payment_method_types[1]=bacs_debit&line_items[0][quantity]=1"
        "&line_items[0][price_data][currency]=gbp&line_items[0][price_data][unit_amount]=2500"
        "&line_items[0][price_data][product_data][name]=Online+hub&client_reference_id=d-1&metadata[donation]=d-1"
        "&locale=en-GB&expires_at=1795435200"
        "&success_url=http%3A%2F%2Ftestserver%2Freceipts%2F1%2F&cancel_url=http%3A%2F%2Ftestserver%2Fgive%2Fonline-hub%2F"
    )


@pytest.mark.parametrize(
    "answer",
    [
        stripe.APIConnectionError("no route"),
        (429, {"error": {"message": "slow down"}}),
        (503, "<html>down</html>"),
        (200, "<html>captive portal</html>"),
        (200, {"object": "checkout.session"}),
    ],
)
def test_what_may_go_through_later_is_unavailable(answer):
    wire = Wire(*[answer] * 3)

    with pytest.raises(GatewayUnavailable):
        make_gateway(wire).open_checkout(make_request())


def test_a_request_under_way_is_tried_three_times_with_one_key_and_then_unavailable():
    conflict = (409, {"error": {"type": "idempotency_error", "code": "idempotency_key_in_use"}})
    wire = Wire(conflict, conflict, conflict)

    with pytest.raises(GatewayUnavailable):
        make_gateway(wire).open_checkout(make_request())

    assert [headers["Idempotency-Key"] for _, _, headers, _ in wire.requests] == ["key-1"] * 3


@pytest.mark.parametrize(
    ("status", "kind"),
    [(400, "invalid_request_error"), (400, "idempotency_error"), (402, "card_error")],
)
def test_what_stripe_refuses_is_refused_at_once(status, kind):
    wire = Wire((status, {"error": {"type": kind, "message": "sk_test_1 is wrong"}}))

    with pytest.raises(GatewayRefused) as refused:
        StripeGateway("sk_test_1", SECRET, http_client=wire, payment_methods=["card"]).open_checkout(make_request())

    assert "sk_test_1" not in str(refused.value)


@pytest.mark.parametrize("status", [401, 403])
def test_a_key_that_was_replaced_or_restricted_is_no_refusal_of_what_was_asked(status):
    wire = Wire((status, {"error": {"type": "invalid_request_error", "message": "sk_test_1 is wrong"}}))

    with pytest.raises(GatewayUnavailable) as unavailable:
        make_gateway(wire).open_checkout(make_request())

    assert "sk_test_1" not in str(unavailable.value)


def test_a_method_that_is_not_activated_loses_no_gift(caplog):
    refusal = (400, {"error": {"type": "invalid_request_error", "param": "payment_method_types", "message": "no"}})
    session = {"id": "cs_1", "object": "checkout.session", "url": "https://pay", "expires_at": STAMP}
    wire = Wire(refusal, (200, session))

    opened = make_gateway(wire).open_checkout(make_request())

    (_, _, first_headers, first), (_, _, second_headers, second) = wire.requests
    assert opened.id == "cs_1"
    assert "bacs_debit" in first
    assert "payment_method_types[0]=card" in second
    assert "bacs_debit" not in second
    assert (first_headers["Idempotency-Key"], second_headers["Idempotency-Key"]) == ("key-1", "key-1-card")
    assert "refuses to offer card and bacs_debit" in caplog.text


def test_what_stripe_refuses_with_a_card_alone_too_is_refused(caplog):
    refusal = (400, {"error": {"type": "invalid_request_error", "message": "no"}})
    wire = Wire(refusal, refusal)

    with pytest.raises(GatewayRefused):
        make_gateway(wire).open_checkout(make_request())

    assert caplog.text == ""


def test_a_subscription_that_never_was_cannot_be_ended():
    missing = (404, {"error": {"type": "invalid_request_error", "code": "resource_missing", "message": "no"}})
    wire = Wire(missing, missing)

    with pytest.raises(GatewayRefused):
        make_gateway(wire).cancel_subscription("sub_1")


def test_a_subscription_without_item_is_not_changed():
    wire = Wire((200, {"id": "sub_1", "object": "subscription", "items": {"object": "list", "data": []}}))

    with pytest.raises(GatewayRefused):
        make_gateway(wire).change_subscription("sub_1", amount_minor=500, idempotency_key="k")

    assert [method for method, *_ in wire.requests] == ["get"]


def test_every_page_of_refunds_is_read():
    def page(*ids: str, has_more: bool) -> tuple[int, object]:
        refund = {"object": "refund", "amount": 100, "currency": "gbp", "payment_intent": "pi_1", "created": STAMP}
        data = [{**refund, "id": refund_id} for refund_id in ids]
        return 200, {"object": "list", "data": data, "has_more": has_more, "url": "/v1/refunds"}

    empty = (200, {"object": "list", "data": [], "has_more": False, "url": "/v1/x"})
    wire = Wire(empty, page("re_3", "re_2", has_more=True), page("re_1", has_more=False), empty)

    facts = make_gateway(wire).fetch_payment("pi_1")

    assert [refund.id for refund in facts.refunds] == ["re_3", "re_2", "re_1"]
    assert "starting_after=re_2" in wire.requests[2][1]


def test_an_error_on_a_later_page_is_ours_too():
    first = {"object": "list", "data": [{"id": "cs_1", "object": "checkout.session"}], "has_more": True, "url": "/v1/x"}
    wire = Wire((200, first), (429, {"error": {"message": "slow down"}}))

    with pytest.raises(GatewayUnavailable):
        list(make_gateway(wire).facts_since(NOW - timedelta(days=1)))


@pytest.mark.parametrize(
    ("key", "livemode"), [("sk_test_1", False), ("rk_test_1", False), ("sk_live_1", True), ("rk_live_1", True)]
)
def test_the_key_tells_the_mode(key, livemode):
    assert StripeGateway(key, SECRET).livemode is livemode
