"""The sandbox that the settings choose. Without STRIPE_SANDBOX there is none, and asking for it is an error."""

from functools import cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from donations.sandbox.endpoints import Pages
from donations.sandbox.server import Server
from donations.sandbox.store import Store


def require_sandbox() -> None:
    """Raises ImproperlyConfigured where real money may be taken."""
    if not settings.STRIPE_SANDBOX:
        raise ImproperlyConfigured("The Stripe sandbox does not exist under these settings (STRIPE_SANDBOX is off).")


def current_server() -> Server:
    require_sandbox()
    from donations.sandbox.delivery import deliver_now

    pages = Pages(pay=f"{settings.SITE_URL}/sandbox/pay/{{}}/", portal=f"{settings.SITE_URL}/sandbox/portal/{{}}/")
    return Server(current_store(), pages=pages, deliver=deliver_now)


def current_store() -> Store:
    require_sandbox()
    return _open(str(settings.SANDBOX_DATABASE))


@cache
def _open(path: str) -> Store:
    return Store(path)
