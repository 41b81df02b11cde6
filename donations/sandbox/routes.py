"""Which address of the API does what, with which parameters."""

from donations.sandbox.billing_endpoints import (
    CUSTOMER,
    PORTAL,
    SUBSCRIPTION,
    cancel_subscription,
    list_subscriptions,
    open_portal,
    update_customer,
    update_subscription,
)
from donations.sandbox.endpoints import (
    EXPAND,
    PAGE,
    REFUND,
    SESSION,
    create_refund,
    create_session,
    expire_session,
    list_all,
    retrieve,
    route,
)
from donations.sandbox.params import Schema, words

BY_PAYMENT: Schema = {**PAGE, "payment_intent": words}
BY_BILL: Schema = {"status": words, "customer": words, "subscription": words}
ROUTES = [
    route("POST", "/v1/checkout/sessions", SESSION, create_session),
    route("GET", "/v1/checkout/sessions", {**BY_PAYMENT, "status": words}, list_all("checkout.session")),
    route("GET", "/v1/checkout/sessions/{id}", EXPAND, retrieve("checkout.session")),
    route("POST", "/v1/checkout/sessions/{id}/expire", EXPAND, expire_session),
    route("GET", "/v1/payment_intents/{id}", EXPAND, retrieve("payment_intent")),
    route("GET", "/v1/charges", BY_PAYMENT, list_all("charge")),
    route("GET", "/v1/charges/{id}", EXPAND, retrieve("charge")),
    route("POST", "/v1/refunds", REFUND, create_refund),
    route("GET", "/v1/refunds", {**BY_PAYMENT, "charge": words}, list_all("refund")),
    route("GET", "/v1/refunds/{id}", EXPAND, retrieve("refund")),
    route("GET", "/v1/disputes", {**BY_PAYMENT, "charge": words}, list_all("dispute")),
    route("GET", "/v1/disputes/{id}", EXPAND, retrieve("dispute")),
    route("GET", "/v1/customers/{id}", EXPAND, retrieve("customer")),
    route("POST", "/v1/customers/{id}", CUSTOMER, update_customer),
    route("GET", "/v1/products/{id}", EXPAND, retrieve("product")),
    route("GET", "/v1/prices/{id}", EXPAND, retrieve("price")),
    route("GET", "/v1/payment_methods/{id}", EXPAND, retrieve("payment_method")),
    route("GET", "/v1/subscriptions", {**PAGE, "status": words, "customer": words}, list_subscriptions),
    route("GET", "/v1/subscriptions/{id}", EXPAND, retrieve("subscription")),
    route("POST", "/v1/subscriptions/{id}", SUBSCRIPTION, update_subscription),
    route("DELETE", "/v1/subscriptions/{id}", EXPAND, cancel_subscription),
    route("GET", "/v1/invoices", {**PAGE, **BY_BILL}, list_all("invoice")),
    route("GET", "/v1/invoices/{id}", EXPAND, retrieve("invoice")),
    route("GET", "/v1/invoice_payments", {**PAGE, "status": words, "invoice": words}, list_all("invoice_payment")),
    route("POST", "/v1/billing_portal/sessions", PORTAL, open_portal),
    route("GET", "/v1/events", {**PAGE, "type": words}, list_all("event")),
    route("GET", "/v1/events/{id}", EXPAND, retrieve("event")),
    route("GET", "/v1/balance_transactions", {**PAGE, "source": words, "type": words}, list_all("balance_transaction")),
    route("GET", "/v1/balance_transactions/{id}", EXPAND, retrieve("balance_transaction")),
]
