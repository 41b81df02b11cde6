"""Ways to take money: the interface (base.py), Stripe behind it, and the one gateway that settings choose."""

from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from donations.gateways.base import Gateway


def get_gateway() -> Gateway:
    """The gateway of the current settings. One client per process keeps connections open between calls."""
    return _build(
        settings.STRIPE_SECRET_KEY,
        settings.STRIPE_WEBHOOK_SECRET,
        settings.STRIPE_API_BASE,
        settings.STRIPE_HTTP_CLIENT,
        tuple(settings.STRIPE_PAYMENT_METHODS),
    )


@cache
def _build(
    api_key: str, webhook_secret: str, api_base: str, http_client: str | None, payment_methods: tuple[str, ...]
) -> Gateway:
    # The SDK takes a third of a second to import: not at start-up.
    from donations.gateways.stripe import StripeGateway

    transport = import_string(http_client)() if http_client else None
    return StripeGateway(api_key, webhook_secret, api_base or None, transport, payment_methods)
