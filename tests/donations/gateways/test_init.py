"""Which gateway the settings give."""

from donations.gateways import get_gateway
from donations.sandbox.transport import SandboxTransport


def test_the_settings_choose_one_gateway_for_the_whole_process(settings):
    settings.STRIPE_HTTP_CLIENT = None
    settings.STRIPE_SECRET_KEY = "sk_test_one"
    first = get_gateway()
    assert get_gateway() is first
    assert not first.livemode

    settings.STRIPE_SECRET_KEY = "rk_live_two"
    second = get_gateway()

    assert second is not first
    assert second.livemode


def test_another_transport_and_address_are_put_beneath_the_sdk(settings):
    settings.STRIPE_API_BASE = "http://127.0.0.1:12111/"
    settings.STRIPE_HTTP_CLIENT = "donations.sandbox.transport.SandboxTransport"

    requestor = get_gateway()._client._requestor

    assert isinstance(requestor._client, SandboxTransport)
    assert requestor.base_addresses["api"] == "http://127.0.0.1:12111"


def test_without_another_transport_a_call_waits_ten_seconds_and_is_tried_thrice(settings):
    settings.STRIPE_HTTP_CLIENT = None
    settings.STRIPE_API_BASE = ""

    requestor = get_gateway()._client._requestor

    assert requestor._client._timeout == 10
    assert requestor._options.max_network_retries == 2
    assert requestor.base_addresses["api"] == "https://api.stripe.com"


def test_browsers_let_our_forms_lead_to_the_pay_page_and_to_the_portal(settings):
    allowed = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"]

    assert {"https://checkout.stripe.com", "https://billing.stripe.com"} <= set(allowed)
