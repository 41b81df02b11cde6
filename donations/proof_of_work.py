"""Work for the giver's machine, which costs thieves who try out cards: a signed challenge, and whether it is solved."""

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass
from itertools import count

PARTS = 16
"""One puzzle of sixteen parts takes about the same time on each try; one of a single part takes none or ten times."""

LONGEST_PROOF = 400
_CHALLENGE = re.compile(
    r"(?P<expires>[0-9]{1,12})\.(?P<bits>[0-9]{1,2})\.(?P<salt>[\w-]{16})\.(?P<seed>[\w-]{22})", re.ASCII
)
_NONCES = re.compile(rf"[0-9]{{1,12}}(?:\.[0-9]{{1,12}}){{{PARTS - 1}}}", re.ASCII)


class NotProved(Exception):
    """The proof is none, is not ours, has expired or is not solved."""


@dataclass(frozen=True, slots=True)
class Challenge:
    """What is to be solved. `text` is sent back; `expires_at` is in seconds since 1970.

    For each part 0, 1 … 15 a number is wanted so that SHA-256 of "<seed>:<part>:<number>" begins with `bits` zero bits.
    """

    text: str
    seed: str
    bits: int
    expires_at: int


def issue(*, secret: bytes, subject: str, salt: bytes, bits: int, expires_at: int) -> Challenge:
    """A challenge for `subject`, such as a crowdfund. `salt` is twelve random bytes; `bits` is 1 to 32."""
    return _signed(secret, subject, str(expires_at), str(bits), _written(salt))


def check(proof: str, *, secret: bytes, subject: str, now: int) -> Challenge:
    """The challenge that `proof` ("<text>:<number>.<number> …") solves; whoever calls lets each pass once.

    Raises: NotProved.
    """
    text, _, solution = proof.partition(":") if len(proof) <= LONGEST_PROOF else ("", "", "")
    found = _CHALLENGE.fullmatch(text)
    if not found or not _NONCES.fullmatch(solution):
        raise NotProved
    challenge = _signed(secret, subject, found["expires"], found["bits"], found["salt"])
    if not hmac.compare_digest(challenge.text, text) or challenge.expires_at < now:
        raise NotProved
    if not all(_is_solved(challenge, part, nonce) for part, nonce in enumerate(solution.split("."))):
        raise NotProved
    return challenge


def solve(challenge: Challenge) -> str:
    """The proof of a challenge, found by trying. static/js/proof.js does the same."""
    nonces = (next(n for n in count() if _is_solved(challenge, part, str(n))) for part in range(PARTS))
    return f"{challenge.text}:{'.'.join(map(str, nonces))}"


def _signed(secret: bytes, subject: str, expires: str, bits: str, salt: str) -> Challenge:
    body = f"{expires}.{bits}.{salt}"
    seed = _written(hmac.new(secret, f"{body}\n{subject}".encode(), hashlib.sha256).digest()[:16])
    return Challenge(text=f"{body}.{seed}", seed=seed, bits=int(bits), expires_at=int(expires))


def _written(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _is_solved(challenge: Challenge, part: int, nonce: str) -> bool:
    digest = hashlib.sha256(f"{challenge.seed}:{part}:{nonce}".encode()).digest()
    return int.from_bytes(digest[:8], "big") >> (64 - challenge.bits) == 0
