"""References of gifts as people read them out and type them: how a donation's uuid begins."""

import re
import uuid

DIGITS = re.compile(r"[0-9A-Fa-f]+", re.ASCII)
WHOLE, MOST = 10, 32
"""So many digits stand on a receipt; so many there are."""


def uuids_of(words: str, *, least: int = WHOLE) -> tuple[uuid.UUID, uuid.UUID] | None:
    """The first and the last uuid that begin with a reference, of at least so many digits; None for what is none."""
    digits = words.replace(" ", "").replace("-", "")
    if not least <= len(digits) <= MOST or not DIGITS.fullmatch(digits):
        return None
    return uuid.UUID(digits.ljust(MOST, "0")), uuid.UUID(digits.ljust(MOST, "f"))
