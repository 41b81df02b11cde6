"""The one gateway: Stripe, through its SDK. No rule about donations and no database.

What Stripe's objects mean is read in stripe_facts.py; here are calls, signatures and errors.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import stripe

from donations.gateways import stripe_facts
from donations.gateways.base import (
    CheckoutRequest,
    CheckoutSession,
    Event,
    Facts,
    GatewayFailed,
    GatewayRefused,
    GatewayUnavailable,
    InvalidEvent,
    Reference,
)
from donations.gateways.slots import NoSlot, Slots

TIMEOUT_SECONDS = 10
MAX_NETWORK_RETRIES = 2
TOLERANCE_SECONDS = 300
PAGE_SIZE = 100
# Half of the threads that serve the site (--blocking-threads 8): with a silent Stripe the other half goes on serving.
SLOTS = Slots(4, patience_seconds=2)
# Stripe's page speaks no Welsh: https://docs.stripe.com/api/checkout/sessions/create#create_checkout_session-locale
CHECKOUT_LOCALES = {"en": "en-GB", "cy": "en-GB"}


class StripeGateway:
    """A `Gateway` on StripeClient. `api_base` points it at a local server, `http_client` at another transport."""

    def __init__(
        self,
        api_key: str,
        webhook_secret: str,
        api_base: str | None = None,
        http_client: stripe.HTTPClient | None = None,
    ) -> None:
        self.livemode = api_key.startswith(("sk_live", "rk_live"))
        self._webhook_secret = webhook_secret
        self._client = stripe.StripeClient(
            api_key,
            base_addresses={"api": api_base.rstrip("/")} if api_base else None,
            http_client=http_client or stripe.new_default_http_client(timeout=TIMEOUT_SECONDS),
            max_network_retries=MAX_NETWORK_RETRIES,
        )

    def open_checkout(self, request: CheckoutRequest) -> CheckoutSession:
        """Open a page at Stripe on which one donation can be paid by card."""
        with _our_errors():
            session = self._client.v1.checkout.sessions.create(
                _session_params(request),  # type: ignore[arg-type]
                options={"idempotency_key": request.idempotency_key},
            ).to_dict()
        session_id, url = stripe_facts.identifier(session), session.get("url")
        expires_at = stripe_facts.moment(session.get("expires_at"))
        if session_id is None or not isinstance(url, str) or expires_at is None:
            raise GatewayUnavailable("Stripe's answer is not a checkout session.")
        return CheckoutSession(session_id, url, expires_at)

    def fetch_session(self, session_id: str) -> Facts:
        with _our_errors():
            # Not tried again: a donor waits for their receipt, which asks anew when it is reloaded.
            once: Any = {"max_network_retries": 0}
            sessions = self._client.v1.checkout.sessions
            session = sessions.retrieve(session_id, {"expand": ["payment_intent"]}, options=once).to_dict()
        facts = stripe_facts.facts(stripe_facts.session_fact(session))
        payment = stripe_facts.identifier(session.get("payment_intent"))
        return stripe_facts.join([facts, self.fetch_payment(payment)]) if payment else facts

    def fetch_payment(self, payment_intent_id: str) -> Facts:
        return stripe_facts.join(self._reversible({"payment_intent": payment_intent_id}))

    def fetch(self, reference: Reference) -> Facts:
        return self.fetch_payment(reference.id)

    def refund(self, *, payment_intent_id: str, amount_minor: int, idempotency_key: str) -> Facts:
        with _our_errors():
            refund = self._client.v1.refunds.create(
                {"payment_intent": payment_intent_id, "amount": amount_minor},
                options={"idempotency_key": idempotency_key},
            ).to_dict()
        return stripe_facts.facts(stripe_facts.refund_fact(refund, datetime.now(UTC)))

    def facts_since(self, since: datetime) -> Iterator[Facts]:
        """Yields one set of facts for each page of Stripe's lists."""
        created = {"created": {"gte": int(since.timestamp())}}
        sessions = self._client.v1.checkout.sessions.list
        for page in _pages(sessions, {**created, "expand": ["data.payment_intent"]}):
            yield stripe_facts.facts(*(stripe_facts.session_fact(session) for session in page))
        yield from self._reversible(created)

    def _reversible(self, query: Mapping[str, Any]) -> Iterator[Facts]:
        """The charges, refunds and disputes that a query finds, page by page."""
        v1, now = self._client.v1, datetime.now(UTC)
        for page in _pages(v1.charges.list, {**query, "expand": ["data.balance_transaction"]}):
            yield stripe_facts.facts(*(stripe_facts.charge_fact(charge, now) for charge in page))
        for page in _pages(v1.refunds.list, query):
            yield stripe_facts.facts(*(stripe_facts.refund_fact(refund, now) for refund in page))
        for page in _pages(v1.disputes.list, query):
            yield stripe_facts.facts(*(stripe_facts.fetched_dispute_fact(dispute) for dispute in page))

    def read_event(self, *, body: bytes, signature: str, now: datetime) -> Event:
        _verify(body, signature, self._webhook_secret, now)
        return self.parse_event(body, now)

    def parse_event(self, body: bytes, now: datetime) -> Event:
        """A thin (v2) event is genuine but tells us nothing: an event without facts."""
        payload = _parse(body)
        event_id, event_type = stripe_facts.identifier(payload), payload.get("type")
        if event_id is None or not isinstance(event_type, str) or not stripe_facts.ID.fullmatch(event_type):
            raise InvalidEvent("The body has no event id or no type.")
        created_at = stripe_facts.moment(payload.get("created")) or now
        thin = payload.get("object", "event") != "event"
        obj = {} if thin else stripe_facts.mapping(stripe_facts.mapping(payload.get("data")).get("object"))
        return Event(
            id=event_id,
            type=event_type,
            livemode=payload.get("livemode") is True,
            created_at=created_at,
            api_version=stripe_facts.text(payload.get("api_version"), 50),
            payment_intent_id=stripe_facts.payment_of(obj),
            facts=stripe_facts.event_facts(event_type, obj, created_at),
            refetch=stripe_facts.reference(event_type, obj),
        )


def _session_params(request: CheckoutRequest) -> dict[str, Any]:
    """https://docs.stripe.com/api/checkout/sessions/create"""
    metadata = {"donation": request.donation_id}
    price = {
        "currency": request.currency.lower(),
        "unit_amount": request.amount_minor,
        "product_data": {"name": request.product_name},
    }
    return {
        "mode": "payment",
        "submit_type": "donate",
        "payment_method_types": ["card"],
        "line_items": [{"quantity": 1, "price_data": price}],
        "client_reference_id": request.donation_id,
        "metadata": metadata,
        # Stripe copies these to the payment intent and its charge, whose events may come before the session's.
        "payment_intent_data": {"metadata": metadata},
        "locale": CHECKOUT_LOCALES.get(request.locale, "auto"),
        "expires_at": int(request.expires_at.timestamp()),
        "success_url": request.success_url,
        "cancel_url": request.cancel_url,
    }


def _pages(
    list_objects: Callable[..., stripe.ListObject[Any]], query: Mapping[str, Any]
) -> Iterator[list[dict[str, Any]]]:
    """Every page of a list as plain dictionaries, newest objects first."""
    with _our_errors():
        page = list_objects({**query, "limit": PAGE_SIZE})
    while objects := [item.to_dict() for item in page.data]:
        yield objects
        with _our_errors():
            page = page.next_page()


@contextmanager
def _our_errors() -> Iterator[None]:
    """Turn the SDK's errors into ours. What Stripe may do later is "unavailable", the rest "refused"."""
    try:
        with SLOTS.taken():
            yield
    except NoSlot as error:
        raise GatewayUnavailable("Every call that may be under way is waiting for Stripe.") from error
    except (stripe.APIConnectionError, stripe.RateLimitError, stripe.APIError) as error:
        # APIError is every 5xx and the 409 of a request with the same key that is still under way.
        # Stripe keeps its 500 for the key: https://docs.stripe.com/api/idempotent_requests
        failed = isinstance(error, stripe.APIError) and error.http_status == 500
        raise (GatewayFailed if failed else GatewayUnavailable)(_reason(error)) from error
    except stripe.StripeError as error:
        raise GatewayRefused(_reason(error)) from error


def _reason(error: stripe.StripeError) -> str:
    return f"{type(error).__name__}: {error.code or error.http_status or 'no answer'}"


def _verify(body: bytes, signature: str, secret: str, now: datetime) -> None:
    """Check the signature and that it was made within five minutes of now, before or after.

    The SDK takes stamps from the future, and beyond its own error raises what a hostile header makes it trip over.
    https://docs.stripe.com/webhooks#verify-manually
    """
    try:
        stripe.WebhookSignature.verify_header(body, signature, secret)
        # Read as the SDK reads it, or a replayed signature could show it one stamp and us another.
        stamp = next(item for item in signature.split(",") if item.startswith("t=")).split("=")[1]
        fresh = abs(now.timestamp() - int(stamp)) <= TOLERANCE_SECONDS
    except Exception as error:
        raise InvalidEvent("The signature does not fit the body.") from error
    if not fresh:
        raise InvalidEvent("The signature is too old or from the future.")


def _parse(body: bytes) -> dict[str, Any]:
    try:
        payload = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise InvalidEvent("The body is not JSON.") from error
    if not isinstance(payload, dict):
        raise InvalidEvent("The body is no JSON object.")
    return payload
