"""Money as signed integers of the smallest unit: reading what people type, writing what people read. Pure."""

import re
from decimal import Decimal

from babel.numbers import format_currency, get_currency_name, get_currency_precision

MOST_DIGITS = 12
"""Before the point. More is no donation, and would not fit the database's integers."""

BABEL_LOCALES = {"en": "en_GB", "cy": "cy"}

_SYMBOLS = {"GBP": "£", "EUR": "€", "USD": "$"}
_AMOUNT = re.compile(r"(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.(?P<part>[0-9]+))?")


class AmountError(ValueError):
    """Text that is no amount of money. `code` is one of empty, malformed, too_precise, too_large."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def sign_of(currency: str) -> str:
    """How people write the currency before an amount: its sign, or its code where it has none that all know."""
    return _SYMBOLS.get(currency, currency)


def currency_name(currency: str, language: str) -> str:
    """The currency in words, such as "Japanese yen"."""
    return get_currency_name(currency, locale=BABEL_LOCALES.get(language, "en_GB"))


def smallest_step(currency: str) -> int:
    """What amounts that Stripe takes are multiples of, in minor units: the last of three digits must be 0.

    https://docs.stripe.com/currencies#three-decimal
    """
    return 10 ** max(get_currency_precision(currency) - 2, 0)


def parse_amount(text: str, currency: str = "GBP") -> int:
    """Read an amount as people type it, such as "25", "£1,000.50" or "7.5", and give it in minor units.

    A minus sign, an exponent and digits that are not ASCII are malformed: nobody means them, and a guess would take
    the wrong sum.

    Raises: AmountError.
    """
    text = text.strip()
    if not text:
        raise AmountError("empty")
    match = _AMOUNT.fullmatch(text.removeprefix(sign_of(currency)).lstrip())
    if match is None:
        raise AmountError("malformed")
    digits = get_currency_precision(currency)
    part = match["part"] or ""
    if len(part) > digits:
        raise AmountError("too_precise")
    whole = match["whole"].replace(",", "").lstrip("0")
    if len(whole) > MOST_DIGITS:
        raise AmountError("too_large")
    minor = int(whole + part.ljust(digits, "0") or "0")
    if minor % smallest_step(currency):
        raise AmountError("too_precise")
    return minor


def to_decimal(minor: int, currency: str) -> Decimal:
    """The amount in whole units, exact."""
    return Decimal(minor).scaleb(-get_currency_precision(currency))


def format_minor(minor: int, currency: str, language: str = "en") -> str:
    """Write an amount as people read it: "£25", "£1,000.50", "-£5". Whole amounts show no decimals."""
    amount = to_decimal(minor, currency)
    is_whole = amount == amount.to_integral_value()
    return format_currency(
        amount,
        currency,
        format="¤#,##0" if is_whole else None,
        locale=BABEL_LOCALES.get(language, "en_GB"),
        currency_digits=not is_whole,
    )
