"""While thieves try out cards: whether they do so now, and the one more step that lets each gift pass once."""

import logging
import secrets
from datetime import datetime

from django.conf import settings
from django.core.cache import cache
from django.utils.crypto import salted_hmac

from donations import proof_of_work
from donations.proof_of_work import Challenge, NotProved

logger = logging.getLogger(__name__)

CHALLENGE_LASTS = 15 * 60
PASS_LASTS = 60 * 60
"""Seconds. Who has done the step may send the same press again, such as when Stripe did not answer."""

QUIET_AFTER = 60 * 60
"""Seconds after which many checkouts are a new attack, of which is told again."""

_UNDER_WAY, _TOLD = "attack:under_way", "attack:told"


class StepNeeded(Exception):
    """Nothing is opened before `challenge` is solved."""

    def __init__(self, challenge: Challenge) -> None:
        super().__init__("One more step is needed")
        self.challenge = challenge


def note_attack() -> bool:
    """There are as many checkouts as raise the alert. Tells whether this is the beginning of an attack."""
    try:
        cache.set(_UNDER_WAY, True, settings.CHECKOUTS_GUARDED_MINUTES * 60)
        return bool(cache.add(_TOLD, True, QUIET_AFTER)) or not cache.touch(_TOLD, QUIET_AFTER)
    except Exception:  # As everywhere here: without the cache nobody is asked for anything, and giving goes on.
        logger.exception("An attack is not noted")
        return False


def is_under_attack() -> bool:
    """True from the minute in which the alert is raised until some minutes after the last in which it was."""
    try:
        return bool(cache.get(_UNDER_WAY))
    except Exception:
        logger.exception("Whether there is an attack is not known")
        return False


def new_challenge(slug: str, now: datetime) -> Challenge:
    """A challenge that is good for one gift to the crowdfund with that slug, for a quarter of an hour."""
    return proof_of_work.issue(
        secret=_secret(),
        subject=slug,
        salt=secrets.token_bytes(12),
        bits=min(max(settings.PROOF_OF_WORK_BITS, 1), 32),
        expires_at=int(now.timestamp()) + CHALLENGE_LASTS,
    )


def may_pass(*, slug: str, press: str, proof: str, now: datetime) -> bool:
    """Whether this press has done its step, now by `proof` or before. `press` is its idempotency key."""
    if has_passed(press):
        return True
    try:
        challenge = proof_of_work.check(proof, secret=_secret(), subject=slug, now=int(now.timestamp()))
    except NotProved:
        return False
    return let_pass(challenge.seed, press)


def has_passed(press: str) -> bool:
    try:
        return bool(cache.get(f"attack:passed:{_name(press)}"))
    except Exception:
        logger.exception("Who has passed is not known")
        return False


def let_pass(token: str, press: str) -> bool:
    """Spend `token` for one press. False when it was spent for another."""
    name = _name(press)
    try:
        if not cache.add(f"attack:spent:{token}", name, PASS_LASTS) and cache.get(f"attack:spent:{token}") != name:
            return False
        cache.set(f"attack:passed:{name}", True, PASS_LASTS)
    except Exception:
        logger.exception("What was spent is not noted")
    return True


def _name(press: str) -> str:
    return salted_hmac("donations.attack.press", press, algorithm="sha256").hexdigest()


def _secret() -> bytes:
    return salted_hmac("donations.attack", "challenge", algorithm="sha256").digest()
