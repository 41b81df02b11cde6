"""Reading and writing amounts; and that no float ever touches money."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from donations.money import AmountError, format_minor, parse_amount, to_decimal

DONATIONS = Path(__file__).resolve().parents[2] / "donations"


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("25", 2500),
        ("7.5", 750),
        ("7.50", 750),
        ("£1,000.50", 100_050),
        ("  £ 25 ", 2500),
        ("\u00a325\u00a0", 2500),
        ("0025", 2500),
        ("0" * 5000 + "7", 700),
        ("0", 0),
        ("0.01", 1),
        ("999999999999.99", 99_999_999_999_999),
    ],
)
def test_reads_what_people_type(text: str, minor: int) -> None:
    assert parse_amount(text) == minor


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("abc", "malformed"),
        ("-5", "malformed"),
        ("+5", "malformed"),
        ("1e9", "malformed"),
        ("NaN", "malformed"),
        ("Infinity", "malformed"),
        ("２５", "malformed"),
        ("٢٥", "malformed"),
        ("10,00", "malformed"),
        ("1,0000", "malformed"),
        ("1.000,50", "malformed"),
        ("1 000", "malformed"),
        ("25.", "malformed"),
        ("5.5.5", "malformed"),
        ("£", "malformed"),
        ("££5", "malformed"),
        ("$5", "malformed"),
        ("5\x00", "malformed"),
        ("0x10", "malformed"),
        ("0.001", "too_precise"),
        ("1.005", "too_precise"),
        ("1000000000000", "too_large"),
        ("9" * 5000, "too_large"),
    ],
)
def test_refuses_what_nobody_means(text: str, code: str) -> None:
    with pytest.raises(AmountError) as caught:
        parse_amount(text)

    assert caught.value.code == code


@pytest.mark.parametrize(
    ("minor", "currency", "language", "text"),
    [
        (2500, "GBP", "en", "£25"),
        (100_050, "GBP", "en", "£1,000.50"),
        (-500, "GBP", "en", "-£5"),
        (0, "GBP", "en", "£0"),
        (1, "GBP", "en", "£0.01"),
        (100_050, "GBP", "cy", "£1,000.50"),
        (2500, "GBP", "xx", "£25"),
        (5000, "JPY", "en", "JP¥5,000"),
        (1_234_567, "KWD", "en", "KWD1,234.567"),
    ],
)
def test_writes_as_people_read(minor: int, currency: str, language: str, text: str) -> None:
    assert format_minor(minor, currency, language).replace("\u00a0", "") == text


def test_a_currency_without_small_coins_has_none() -> None:
    assert parse_amount("5000", "JPY") == 5000
    assert str(to_decimal(5000, "JPY")) == "5000"
    with pytest.raises(AmountError, match="too_precise"):
        parse_amount("5000.5", "JPY")


@given(
    minor=st.integers(0, 10**14 - 1),
    currency=st.sampled_from(["GBP", "EUR", "USD"]),
    language=st.sampled_from(["en", "cy"]),
)
def test_what_is_written_reads_back_as_the_same(minor: int, currency: str, language: str) -> None:
    written = format_minor(minor, currency, language)

    # The dollar is "US$" in Britain, which nobody types here.
    assert parse_amount(written.removeprefix("US"), currency) == minor


@given(text=st.text(max_size=30))
def test_any_text_is_an_amount_or_a_named_error(text: str) -> None:
    try:
        told: int | str = parse_amount(text)
    except AmountError as error:
        told = error.code

    assert told in ("empty", "malformed", "too_precise", "too_large") or int(told) >= 0


def test_no_float_touches_money() -> None:
    suspicious = re.compile(r"\bfloat\b|(?<![/:\w])/ ?100\b|\bround\(|FloatField|DecimalField")

    found = [
        f"{path.relative_to(DONATIONS)}:{number}: {line.strip()}"
        for path in DONATIONS.rglob("*.py")
        if "sandbox" not in path.parts
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if suspicious.search(line.partition("#")[0])
    ]

    assert found == []
