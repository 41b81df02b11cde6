"""How money is written in the admin."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language

from donations.money import format_minor, to_decimal


def amount(field: str) -> Callable[[Any], str]:
    """Reads an amount in minor units off a row and writes it as people read it."""
    return lambda row: format_minor(getattr(row, field), row.currency, get_language() or "en")


def pounds(field: str) -> Callable[[Any], Decimal]:
    """Reads an amount in minor units off a row as a number that a spreadsheet can add up."""
    return lambda row: to_decimal(getattr(row, field), row.currency)
