"""Single fields of Stripe's objects, read with suspicion. Pure: no SDK, no network, no clock, no exception.

Amounts are non-negative integers in the smallest unit. What cannot be read is None, an empty text or an empty mapping.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

# Stripe's own limit is twelve digits for the largest currencies.
MAX_AMOUNT = 10**12
ID = re.compile(r"[A-Za-z0-9_.-]{1,255}", re.ASCII)
CURRENCY = re.compile(r"[A-Za-z]{3}", re.ASCII)


def mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def items(value: Any) -> list[Mapping[str, Any]]:
    """The objects within one of Stripe's lists (`{"object": "list", "data": […]}`)."""
    found = mapping(value).get("data")
    return [mapping(item) for item in found] if isinstance(found, list) else []


def text(value: Any, limit: int) -> str:
    """A string of at most `limit` characters that a database takes; anything else is the empty string."""
    if not isinstance(value, str):
        return ""
    return value.replace("\0", "").encode(errors="ignore").decode().strip()[:limit]


def identifier(value: Any) -> str | None:
    """The id of an object that is named by its id or expanded in place."""
    found = value.get("id") if isinstance(value, Mapping) else value
    return found if isinstance(found, str) and ID.fullmatch(found) else None


def whole(value: Any) -> int | None:
    """A whole number of either sign, no larger than an amount may be."""
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if -MAX_AMOUNT <= value <= MAX_AMOUNT else None


def amount(value: Any) -> int | None:
    found = whole(value)
    return found if found is not None and found >= 0 else None


def moment(value: Any) -> datetime | None:
    """A Unix timestamp in whole seconds as an aware UTC datetime."""
    seconds = amount(value)
    return datetime.fromtimestamp(seconds, UTC) if seconds is not None and seconds < 10**11 else None


def currency_code(value: Any) -> str | None:
    """An ISO code in capitals."""
    return value.upper() if isinstance(value, str) and CURRENCY.fullmatch(value) else None


def money(value: Any, currency: Any) -> tuple[int, str] | None:
    """Some money (never nothing) with its ISO code in capitals."""
    minor, code = amount(value), currency_code(currency)
    return (minor, code) if minor and code else None


def donation_id(obj: Mapping[str, Any]) -> str | None:
    return identifier(mapping(obj.get("metadata")).get("donation")) or identifier(obj.get("client_reference_id"))
