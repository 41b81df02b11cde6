"""How often one address may open a checkout: thieves try out stolen cards with many small gifts."""

import hashlib
import hmac
import logging
from datetime import datetime

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

logger = logging.getLogger(__name__)

WINDOW_SECONDS = 60


class TooManyCheckouts(Exception):
    """This address opened more checkouts within a minute than settings allow."""


def client_address(request: HttpRequest) -> str:
    """The client's address, read behind as many proxies as TRUSTED_PROXY_COUNT says and no more."""
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
    trusted = settings.TRUSTED_PROXY_COUNT
    return hops[-trusted] if 0 < trusted <= len(hops) else request.META.get("REMOTE_ADDR", "")


def address_hash(request: HttpRequest) -> str:
    """Stands for the address where the address itself must not be kept."""
    return hmac.new(settings.SECRET_KEY.encode(), client_address(request).encode(), hashlib.sha256).hexdigest()[:32]


def count_checkout(request: HttpRequest, now: datetime) -> None:
    """Raises: TooManyCheckouts."""
    minute = int(now.timestamp()) // WINDOW_SECONDS
    key = f"checkouts:{address_hash(request)}:{minute}"
    cache.add(key, 0, WINDOW_SECONDS)
    if cache.incr(key) > settings.CHECKOUTS_PER_ADDRESS_PER_MINUTE:
        logger.warning("An address opened more checkouts within a minute than it may")
        raise TooManyCheckouts
