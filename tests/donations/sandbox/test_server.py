"""The sandbox keeps Stripe's rules: keys, unknown parameters, pages, expansion, faults."""

from urllib.parse import urlencode

import pytest

from donations.gateways.base import GatewayFailed, GatewayRefused, GatewayUnavailable
from donations.sandbox import actions
from donations.sandbox.current import current_server

KEY = {"Authorization": "Bearer sk_test_1"}
SESSION = {
    "mode": "payment",
    "success_url": "http://testserver/thanks/",
    "line_items[0][quantity]": "1",
    "line_items[0][price_data][currency]": "gbp",
    "line_items[0][price_data][unit_amount]": "2500",
    "line_items[0][price_data][product_data][name]": "Online hub",
}
MONTHLY = {"mode": "subscription", "line_items[0][price_data][recurring][interval]": "month"}


def post(path: str, form: dict[str, str], headers: dict[str, str] = KEY):
    return current_server().handle("POST", path, urlencode(form), headers)


def get(path: str, query: str = ""):
    return current_server().handle("GET", path, query, KEY)


def test_the_same_key_and_parameters_give_the_same_session(gateway, make_request):
    first, second = gateway.open_checkout(make_request()), gateway.open_checkout(make_request())

    assert first == second
    assert len(actions.find("checkout.session")) == 1


def test_a_key_belongs_to_the_parameters_that_it_first_came_with(gateway, make_request):
    gateway.open_checkout(make_request())

    with pytest.raises(GatewayRefused):
        gateway.open_checkout(make_request(amount_minor=2600))

    assert len(actions.find("checkout.session")) == 1


def test_a_refused_key_may_come_again_with_better_parameters(gateway, make_request):
    with pytest.raises(GatewayRefused):
        gateway.open_checkout(make_request(amount_minor=1))

    gateway.open_checkout(make_request())

    assert [session["amount_total"] for session in actions.find("checkout.session")] == [2500]


def test_an_answer_from_before_says_so(inbox):
    headers = KEY | {"Idempotency-Key": "k"}

    first, second = post("/v1/checkout/sessions", SESSION, headers), post("/v1/checkout/sessions", SESSION, headers)

    assert "Idempotent-Replayed" not in first.headers
    assert second.headers["Idempotent-Replayed"] == "true"
    assert first.body == second.body


@pytest.mark.parametrize(
    ("changes", "code", "param"),
    [
        ({"tip": "1"}, "parameter_unknown", "tip"),
        ({"line_items[0][price_data][tip]": "1"}, "parameter_unknown", "line_items[0][price_data][tip]"),
        ({"line_items[0][price_data][unit_amount]": "25.00"}, "parameter_invalid_integer", None),
        ({"line_items[0][price_data][unit_amount]": "29"}, "amount_too_small", None),
        ({"line_items[0][price_data][unit_amount]": "100000000"}, "amount_too_large", None),
        ({"line_items[0][price_data][currency]": ""}, "parameter_missing", "line_items.price_data.currency"),
        ({"success_url": "javascript:alert(1)"}, "url_invalid", "success_url"),
        ({"locale": "cy"}, None, "locale"),
        ({"expires_at": "1"}, None, "expires_at"),
        ({"mode": "gift"}, None, "mode"),
        ({"mode": "subscription"}, None, "line_items"),
        ({"line_items[0][price_data][recurring][interval]": "month"}, None, "line_items"),
        ({"subscription_data[metadata][a]": "b"}, None, "subscription_data"),
        (MONTHLY | {"payment_intent_data[metadata][a]": "b"}, None, "payment_intent_data"),
        (
            {"payment_method_types[0]": "bacs_debit", "line_items[0][price_data][currency]": "eur"},
            None,
            "payment_method_types",
        ),
        ({"metadata": "x"}, None, "metadata"),
        ({"metadata[a]": "x" * 501}, None, "metadata"),
        ({"a[b][c][d][e][f][g]": "x"}, "parameter_unknown", "a[b][c][d][e][f][g]"),
        ({"[": "x"}, "parameter_unknown", "["),
        ({"mode[a]": "x"}, None, "mode[a]"),
    ],
)
def test_a_session_with_parameters_that_stripe_refuses_is_refused(inbox, changes, code, param):
    answer = post("/v1/checkout/sessions", SESSION | changes)

    assert (answer.status, answer.body["error"]["type"]) == (400, "invalid_request_error")
    assert answer.body["error"].get("code") == code
    assert param is None or answer.body["error"]["param"] == param
    assert actions.find("checkout.session") == []


def test_lists_come_in_pages_newest_first(gateway, make_request):
    made = [gateway.open_checkout(make_request(f"key-{number}")).id for number in range(5)]

    first = get("/v1/checkout/sessions", "limit=3").body
    rest = get("/v1/checkout/sessions", f"limit=3&starting_after={first['data'][-1]['id']}").body

    assert [session["id"] for session in first["data"] + rest["data"]] == made[::-1]
    assert (first["has_more"], rest["has_more"]) == (True, False)


def test_lists_can_be_cut_by_time(inbox):
    session = post("/v1/checkout/sessions", SESSION).body

    later, since = session["created"] + 1, session["created"]

    assert get("/v1/checkout/sessions", f"created[gte]={later}").body["data"] == []
    assert len(get("/v1/checkout/sessions", f"created[gte]={since}&created[lt]={later}").body["data"]) == 1
    assert len(get("/v1/checkout/sessions", f"created={since}").body["data"]) == 1


def test_expansion_puts_objects_where_ids_stand(session_id):
    payment = actions.pay(session_id, email="ada@example.org")

    plain = get(f"/v1/checkout/sessions/{session_id}").body
    expanded = get(
        f"/v1/checkout/sessions/{session_id}", "expand[]=payment_intent.latest_charge.balance_transaction"
    ).body
    refused = get(f"/v1/checkout/sessions/{session_id}", "expand[]=mode")

    assert plain["payment_intent"] == payment
    assert expanded["payment_intent"]["latest_charge"]["balance_transaction"]["fee"] == 58
    assert "sandbox_payment_intent_data" not in expanded
    assert refused.status == 400


@pytest.mark.parametrize(
    ("method", "path", "query", "status"),
    [
        ("GET", "/v1/checkout/sessions/cs_none", "", 404),
        ("GET", "/v1/refunds/re_none", "", 404),
        ("GET", "/v1/customers", "", 404),
        ("DELETE", "/v1/charges", "", 404),
        ("GET", "/v1/charges", "limit=0", 400),
        ("GET", "/v1/charges", "limit=1000", 400),
        ("GET", "/v1/charges", "starting_after=ch_none", 404),
        ("GET", "/v1/charges", "created[around]=5", 400),
        ("GET", "/v1/charges", "expand[]=payment_intent", 400),
        ("POST", "/v1/refunds", "", 400),
        ("POST", "/v1/refunds", "payment_intent=pi_none", 404),
        ("POST", "/v1/checkout/sessions/cs_none/expire", "", 404),
    ],
)
def test_what_is_not_there_or_not_asked_rightly_is_an_error(inbox, method, path, query, status):
    assert current_server().handle(method, path, query, KEY).status == status


@pytest.mark.parametrize("authorization", ["", "Bearer sk_live_1", "Bearer pk_test_1"])
def test_only_a_test_key_is_taken(inbox, authorization):
    answer = post("/v1/checkout/sessions", SESSION, {"Authorization": authorization})

    assert answer.status == 401
    assert actions.find("checkout.session") == []


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("402", GatewayRefused),
        ("409", GatewayUnavailable),
        ("429", GatewayUnavailable),
        ("500", GatewayUnavailable),
        ("timeout", GatewayUnavailable),
    ],
)
def test_faults_hit_the_next_calls_and_open_nothing(gateway, make_request, fault, error):
    actions.fail_next(fault, 3)

    with pytest.raises(error):
        gateway.open_checkout(make_request())

    assert actions.find("checkout.session") == []


def test_a_server_error_stays_the_answer_to_its_key(gateway, make_request):
    actions.fail_next("500")
    with pytest.raises(GatewayFailed):
        gateway.open_checkout(make_request())

    with pytest.raises(GatewayFailed):
        gateway.open_checkout(make_request())

    assert actions.find("checkout.session") == []
    assert gateway.open_checkout(make_request(idempotency_key="another")).url


def test_a_lost_answer_is_found_again_by_its_key(gateway, make_request):
    actions.fail_next("lost_answer", 3)
    with pytest.raises(GatewayUnavailable):
        gateway.open_checkout(make_request())
    assert len(actions.find("checkout.session")) == 1

    again = gateway.open_checkout(make_request())

    assert [session["id"] for session in actions.find("checkout.session")] == [again.id]


def test_an_open_session_can_be_made_to_expire_once(inbox, session_id):
    first = post(f"/v1/checkout/sessions/{session_id}/expire", {})
    second = post(f"/v1/checkout/sessions/{session_id}/expire", {})

    assert (first.status, first.body["status"], second.status) == (200, "expired", 400)
    assert inbox.types == ["checkout.session.expired"]
