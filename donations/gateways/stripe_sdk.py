"""Stripe's SDK, and what needs care in it: time-outs, errors, signatures, lists. Nothing else imports it.

Where tests and development speak to something else than Stripe, the sandbox brings a transport of its own.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import stripe

from donations.gateways.base import GatewayFailed, GatewayRefused, GatewayUnavailable, InvalidEvent
from donations.gateways.slots import NoSlot, Slots

TIMEOUT_SECONDS = 10
MAX_NETWORK_RETRIES = 2
TOLERANCE_SECONDS = 300
PAGE_SIZE = 100
# Half of the threads that serve the site (--blocking-threads 8): with a silent Stripe the other half goes on serving.
SLOTS = Slots(4, patience_seconds=2)

HTTPClient = stripe.HTTPClient


class NotTaken(GatewayRefused):
    """Stripe does not take what it was asked with, such as a payment method that the account has not activated."""


def connect(api_key: str, api_base: str | None = None, http_client: HTTPClient | None = None) -> stripe.StripeClient:
    """A client with patience for a visitor. `api_base` is another address, `http_client` another transport."""
    return stripe.StripeClient(
        api_key,
        base_addresses={"api": api_base.rstrip("/")} if api_base else None,
        http_client=http_client or stripe.new_default_http_client(timeout=TIMEOUT_SECONDS),
        max_network_retries=MAX_NETWORK_RETRIES,
    )


def pages(
    list_objects: Callable[..., stripe.ListObject[Any]], query: Mapping[str, Any]
) -> Iterator[list[dict[str, Any]]]:
    """Every page of a list as plain dictionaries, newest objects first."""
    with our_errors():
        page = list_objects({**query, "limit": PAGE_SIZE})
    while objects := [item.to_dict() for item in page.data]:
        yield objects
        with our_errors():
            page = page.next_page()


@contextmanager
def our_errors() -> Iterator[None]:
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
    except (stripe.AuthenticationError, stripe.PermissionError) as error:
        # A key that was replaced or restricted says nothing of what was asked: with the right one it goes through.
        raise GatewayUnavailable(_reason(error)) from error
    except stripe.InvalidRequestError as error:
        raise NotTaken(_reason(error)) from error
    except stripe.StripeError as error:
        raise GatewayRefused(_reason(error)) from error


def _reason(error: stripe.StripeError) -> str:
    return f"{type(error).__name__}: {error.code or error.http_status or 'no answer'}"


def verify(body: bytes, signature: str, secret: str, now: datetime) -> None:
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
