"""The same words said again: one name for all texts that differ in little but numbers, links, case and order."""

import hashlib

from community.spam.tokens import normalize, words

LEAST_WORDS = 4
"""“Well said!” is said by many."""


def fingerprint(text: str) -> str:
    """16 hexadecimal digits, or nothing for a text of very few words."""
    said = sorted({word for word in words(normalize(text)) if word[0].isalpha()})
    if len(said) < LEAST_WORDS:
        return ""
    return hashlib.blake2b("\n".join(said).encode(), digest_size=8).hexdigest()
