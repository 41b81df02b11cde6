"""The one gateway: Stripe. No rule about donations and no database.

The calls are here, made through stripe_sdk.py; what they ask for: stripe_params.py; what the answers mean:
stripe_facts.py and subscription_facts.py; webhooks: stripe_events.py.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from donations.gateways import stripe_events, stripe_params
from donations.gateways.base import (
    CheckoutRequest,
    CheckoutSession,
    Event,
    GatewayRefused,
    GatewayUnavailable,
    Reference,
)
from donations.gateways.facts import BalanceFact, Facts
from donations.gateways.stripe_facts import (
    balance_fact,
    charge_fact,
    fetched_dispute_fact,
    join,
    refund_fact,
    session_fact,
)
from donations.gateways.stripe_fields import identifier, mapping, moment
from donations.gateways.stripe_sdk import PAGE_SIZE, HTTPClient, NotTaken, connect, our_errors, pages, verify
from donations.gateways.subscription_facts import invoice_fact, subscription_fact

logger = logging.getLogger(__name__)

# A bill may be retried for two months after it was made: https://docs.stripe.com/billing/revenue-recovery/smart-retries
BILLS_PAID_WITHIN = timedelta(days=62)
OF_A_SESSION = ("payment_intent", "subscription")
OF_AN_INVOICE = ("payments", "parent.subscription_details.subscription")


class StripeGateway:
    """A `Gateway` on StripeClient. `api_base` points it at a local server, `http_client` at another transport.

    `payment_methods` are offered where they work, by the names of stripe_params.PAYMENT_METHODS.
    """

    def __init__(
        self,
        api_key: str,
        webhook_secret: str,
        api_base: str | None = None,
        http_client: HTTPClient | None = None,
        payment_methods: Sequence[str] = (stripe_params.CARD, stripe_params.BACS_DEBIT),
    ) -> None:
        self.livemode = api_key.startswith(("sk_live", "rk_live"))
        self._webhook_secret = webhook_secret
        self._payment_methods = payment_methods
        self._client = connect(api_key, api_base, http_client)

    def open_checkout(self, request: CheckoutRequest) -> CheckoutSession:
        """Open a page at Stripe on which one donation, or the first of monthly ones, can be paid."""
        session = self._create_session(request)
        session_id, url = identifier(session), session.get("url")
        expires_at = moment(session.get("expires_at"))
        if session_id is None or not isinstance(url, str) or expires_at is None:
            raise GatewayUnavailable("Stripe's answer is not a checkout session.")
        return CheckoutSession(session_id, url, expires_at)

    def _create_session(self, request: CheckoutRequest) -> dict[str, Any]:
        """With all that is offered; where Stripe refuses that (a method that is not activated), with a card alone."""
        methods = stripe_params.payment_methods(self._payment_methods, request.currency)
        try:
            return self._ask_for_session(request, methods, request.idempotency_key)
        except NotTaken as refusal:
            if methods == [stripe_params.CARD]:
                raise
            session = self._ask_for_session(request, [stripe_params.CARD], f"{request.idempotency_key}-card")
            logger.warning("Stripe refuses to offer %s (%s); a card alone it takes.", " and ".join(methods), refusal)
            return session

    def _ask_for_session(self, request: CheckoutRequest, methods: list[str], key: str) -> dict[str, Any]:
        params: Any = stripe_params.checkout(request, methods)
        with our_errors():
            return self._client.v1.checkout.sessions.create(params, options={"idempotency_key": key}).to_dict()

    def fetch_session(self, session_id: str) -> Facts:
        with our_errors():
            # Not tried again: a donor waits for their receipt, which asks anew when it is reloaded.
            once: Any = {"max_network_retries": 0}
            sessions = self._client.v1.checkout.sessions
            session = sessions.retrieve(session_id, {"expand": list(OF_A_SESSION)}, options=once).to_dict()
        payment, invoice = (identifier(session.get(name)) for name in ("payment_intent", "invoice"))
        if invoice:
            return join([Facts.of(session_fact(session)), self._fetch_invoice(invoice)])
        told = Facts.of(session_fact(session), subscription_fact(mapping(session.get("subscription"))))
        return join([told, self.fetch_payment(payment)]) if payment else told

    def fetch_payment(self, payment_intent_id: str) -> Facts:
        return join(self._reversible({"payment_intent": payment_intent_id}))

    def fetch(self, reference: Reference) -> Facts:
        if reference.kind == "invoice":
            return self._fetch_invoice(reference.id)
        if reference.kind == "subscription":
            return _subscription_facts(self._retrieve_subscription(reference.id))
        return self.fetch_payment(reference.id)

    def _fetch_invoice(self, invoice_id: str) -> Facts:
        """A bill, its subscription and, once it is paid, its payment's charge, refunds and disputes."""
        with our_errors():
            invoice = self._client.v1.invoices.retrieve(invoice_id, {"expand": list(OF_AN_INVOICE)}).to_dict()
        fact = invoice_fact(invoice, datetime.now(UTC))
        parent = mapping(mapping(invoice.get("parent")).get("subscription_details"))
        subscription = mapping(parent.get("subscription"))
        told = Facts.of(fact, subscription_fact(subscription))
        if fact is None or fact.payment_intent_id is None:
            return told
        return join([told, self.fetch_payment(fact.payment_intent_id)])

    def _retrieve_subscription(self, subscription_id: str) -> dict[str, Any]:
        with our_errors():
            return self._client.v1.subscriptions.retrieve(subscription_id).to_dict()

    def change_subscription(self, subscription_id: str, *, amount_minor: int, idempotency_key: str) -> Facts:
        params: Any = stripe_params.another_amount(self._retrieve_subscription(subscription_id), amount_minor)
        if params is None:
            raise GatewayRefused("The subscription has nothing to change.")
        with our_errors():
            options: Any = {"idempotency_key": idempotency_key}
            changed = self._client.v1.subscriptions.update(subscription_id, params, options=options).to_dict()
        return _subscription_facts(changed)

    def pause_subscription(self, subscription_id: str, *, until: datetime | None) -> Facts:
        params: Any = stripe_params.pause(until)
        with our_errors():
            return _subscription_facts(self._client.v1.subscriptions.update(subscription_id, params).to_dict())

    def cancel_subscription(self, subscription_id: str) -> Facts:
        try:
            with our_errors():
                return _subscription_facts(self._client.v1.subscriptions.cancel(subscription_id).to_dict())
        except GatewayRefused:
            # Stripe knows no difference between one that has ended and one that never was; reading does.
            told = self.fetch(Reference("subscription", subscription_id))
            if not any(fact.state == "ended" for fact in told.subscriptions):
                raise
            return told

    def open_portal(self, *, customer_id: str, return_url: str) -> str:
        params: Any = stripe_params.portal(customer_id, return_url)
        self._follow_the_customer(customer_id)
        with our_errors():
            session = self._client.v1.billing_portal.sessions.create(params).to_dict()
        url = session.get("url")
        if not isinstance(url, str):
            raise GatewayUnavailable("Stripe's answer is not a portal session.")
        return url

    def _follow_the_customer(self, customer_id: str) -> None:
        """Let subscriptions take what the customer's account says, which is what the portal changes.

        Checkout ties a subscription to the card it was begun with, and then a new card would never be used:
        https://docs.stripe.com/api/subscriptions/object#subscription_object-default_payment_method
        """
        v1 = self._client.v1
        query: Any = {"customer": customer_id, "limit": PAGE_SIZE}
        with our_errors():
            for subscription in v1.subscriptions.list(query).data:
                if card := identifier(subscription.to_dict().get("default_payment_method")):
                    v1.customers.update(customer_id, {"invoice_settings": {"default_payment_method": card}})
                    v1.subscriptions.update(subscription.id, {"default_payment_method": ""})

    def balance_since(self, since: datetime) -> Iterator[BalanceFact]:
        query = {**_created(since), "expand": ["data.source"]}
        for page in pages(self._client.v1.balance_transactions.list, query):
            yield from filter(None, map(balance_fact, page))

    def refund(self, *, payment_intent_id: str, amount_minor: int, order_id: str, idempotency_key: str) -> Facts:
        params: Any = stripe_params.refund(payment_intent_id, amount_minor, order_id)
        with our_errors():
            refund = self._client.v1.refunds.create(params, options={"idempotency_key": idempotency_key}).to_dict()
        return Facts.of(refund_fact(refund, datetime.now(UTC)))

    def facts_since(self, since: datetime) -> Iterator[Facts]:
        """Yields one set of facts for each page of Stripe's lists.

        Every subscription is told, as its state may be newer than itself, and bills that may have been paid since.
        """
        v1, now = self._client.v1, datetime.now(UTC)
        of_session = [f"data.{name}" for name in OF_A_SESSION]
        for page in pages(v1.checkout.sessions.list, {**_created(since), "expand": of_session}):
            yield Facts.of(*(session_fact(session) for session in page))
        for page in pages(v1.subscriptions.list, {"status": "all"}):
            yield Facts.of(*map(subscription_fact, page))
        bills = {**_created(since - BILLS_PAID_WITHIN), "expand": ["data.payments"]}
        for page in pages(v1.invoices.list, bills):
            yield Facts.of(*(invoice_fact(invoice, now) for invoice in page))
        yield from self._reversible(_created(since))

    def _reversible(self, query: Mapping[str, Any]) -> Iterator[Facts]:
        """The charges, refunds and disputes that a query finds, page by page."""
        v1, now = self._client.v1, datetime.now(UTC)
        for page in pages(v1.charges.list, {**query, "expand": ["data.balance_transaction"]}):
            yield Facts.of(*(charge_fact(charge, now) for charge in page))
        for page in pages(v1.refunds.list, query):
            yield Facts.of(*(refund_fact(refund, now) for refund in page))
        for page in pages(v1.disputes.list, query):
            yield Facts.of(*(fetched_dispute_fact(dispute) for dispute in page))

    def read_event(self, *, body: bytes, signature: str, now: datetime) -> Event:
        verify(body, signature, self._webhook_secret, now)
        return self.parse_event(body, now)

    def parse_event(self, body: bytes, now: datetime) -> Event:
        return stripe_events.parse_event(body, now)


def _subscription_facts(subscription: Mapping[str, Any]) -> Facts:
    return Facts.of(subscription_fact(subscription))


def _created(since: datetime) -> dict[str, Any]:
    return {"created": {"gte": int(since.timestamp())}}
