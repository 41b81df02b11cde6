"""A code by mail, which lets a gift pass under attack where the browser runs no script."""

import hashlib
import logging
import re
import secrets
from datetime import datetime

from django.core.cache import cache
from django.utils.crypto import constant_time_compare, salted_hmac

from cms.mail import queue_mail
from donations import attack
from donations.models import Crowdfund

logger = logging.getLogger(__name__)

CODE_LASTS_MINUTES = 15
MOST_TRIES = 5
MAILS_TO_ONE_ADDRESS = 3
MAILS_FOR_ONE_SENDER = 5
PERIOD_SECONDS = 60 * 60

_TICKET = re.compile(r"[\w-]{22}", re.ASCII)


class TooManyCodes(Exception):
    """The sender has asked for more codes within an hour than anybody needs."""


def send_code(*, crowdfund: Crowdfund, email: str, sender: str, locale: str, now: datetime) -> str:
    """Mail six digits to `email`; give the ticket with which they are typed. `sender` stands for the client's address.

    A mailbox that got enough of them within the hour gets no more, and nobody is told: whoever looks for it waits.

    Raises: TooManyCodes, for the sender alone.
    """
    if _count(f"codes:sender:{sender}", PERIOD_SECONDS) > MAILS_FOR_ONE_SENDER:
        raise TooManyCodes
    ticket, code = secrets.token_urlsafe(16), f"{secrets.randbelow(1_000_000):06}"
    mailbox = hashlib.sha256(email.strip().lower().encode()).hexdigest()
    is_flooded = _count(f"codes:mailbox:{_sign(mailbox)}", PERIOD_SECONDS) > MAILS_TO_ONE_ADDRESS
    cache.set(f"codes:{ticket}", _sign(ticket, crowdfund.slug, code), CODE_LASTS_MINUTES * 60)
    queue_mail(
        key=f"giving_code:{ticket}",
        to=None if is_flooded else email,
        template="giving_code",
        context={"code": code, "crowdfund": crowdfund, "minutes": CODE_LASTS_MINUTES},
        locale=locale,
        now=now,
    )
    return ticket


def accept_code(*, crowdfund: Crowdfund, ticket: str, code: str, press: str) -> bool:
    """Whether `code` is the one that was mailed for the ticket. It lets one press pass; wrong tries are counted."""
    if not _TICKET.fullmatch(ticket):
        return False
    wanted = cache.get(f"codes:{ticket}")
    if not wanted or _count(f"codes:tries:{ticket}", CODE_LASTS_MINUTES * 60) > MOST_TRIES:
        return False
    return constant_time_compare(wanted, _sign(ticket, crowdfund.slug, code)) and attack.let_pass(ticket, press)


def _sign(*parts: str) -> str:
    return salted_hmac("donations.giving_codes", "\n".join(parts), algorithm="sha256").hexdigest()


def _count(key: str, seconds: int) -> int:
    try:
        cache.add(key, 0, seconds)
        return cache.incr(key)
    except Exception:  # Without the cache there is no attack either; see donations/attack.py.
        logger.exception("Codes are not counted")
        return 0
