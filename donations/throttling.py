"""How often a checkout may be opened, and Stripe be asked about one: what thieves and reloaders could use up."""

import hashlib
import hmac
import ipaddress
import logging
from datetime import datetime

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from donations.attack import note_attack
from donations.services.attack_mail import tell_of_attack

logger = logging.getLogger(__name__)

WINDOW_SECONDS = 60
SECONDS_BETWEEN_QUESTIONS = 3


class TooManyCheckouts(Exception):
    """This address opened more checkouts within a minute than settings allow."""


def client_address(request: HttpRequest) -> str:
    """The client's address, read behind as many proxies as TRUSTED_PROXY_COUNT says and no more."""
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
    trusted = settings.TRUSTED_PROXY_COUNT
    return hops[-trusted] if 0 < trusted <= len(hops) else request.META.get("REMOTE_ADDR", "")


def _subscriber(address: str) -> str:
    """The address, or of an IPv6 address the /64 that is one subscriber's: they could use 2^64 of them in turn."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((address, 64), strict=False)) if parsed.version == 6 else address


def keyed_hash(text: str) -> str:
    """Stands for an address, say, where it must not be kept itself. Only who knows SECRET_KEY can make it."""
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


def sender(request: HttpRequest) -> str:
    """Stands for the subscriber from whom a request comes, where their address must not be kept."""
    return keyed_hash(_subscriber(client_address(request)))


def count_checkout(request: HttpRequest, now: datetime, *, has_passed: bool = False) -> None:
    """Count one more try to open a checkout. Too many from everywhere are an attack (donations/attack.py).

    Thieves try out stolen cards with many small gifts. Tries that have done the one more step are counted apart: a gift
    that was asked for it, and comes back, is no second one.

    Raises: TooManyCheckouts, for the address alone.
    """
    minute = f"{'passed' if has_passed else 'asked'}:{int(now.timestamp()) // WINDOW_SECONDS}"
    alert = settings.CHECKOUTS_PER_MINUTE_ALERT
    tries = _count(f"checkouts:all:{minute}")
    if tries == alert > 0:
        logger.error("%s checkouts within a minute: somebody may be trying out cards", alert)
    if tries >= alert > 0 and note_attack():
        tell_of_attack(now=now)
    if _count(f"checkouts:{sender(request)}:{minute}") > settings.CHECKOUTS_PER_ADDRESS_PER_MINUTE:
        logger.warning("An address opened more checkouts within a minute than it may")
        raise TooManyCheckouts


def may_ask_stripe(donation_id: object) -> bool:
    """Whether nobody has asked about this donation just now. Who reloads a receipt without end asks Stripe no more."""
    try:
        return cache.add(f"asked:{donation_id}", True, SECONDS_BETWEEN_QUESTIONS)
    except Exception:  # As below.
        logger.exception("Questions to Stripe are not counted")
        return True


def note_silence(donation_id: object) -> None:
    """Stripe was asked about this donation and did not answer: until it may be asked again, nobody knows more."""
    cache.set(f"silent:{donation_id}", True, SECONDS_BETWEEN_QUESTIONS)


def was_silent(donation_id: object) -> bool:
    return bool(cache.get(f"silent:{donation_id}"))


def _count(key: str) -> int:
    try:
        cache.add(key, 0, WINDOW_SECONDS)
        return cache.incr(key)
    except Exception:  # Whatever the cache's driver raises: giving goes on without a count.
        logger.exception("Checkouts are not counted")
        return 0
