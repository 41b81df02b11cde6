"""A bank statement is read as the bank wrote it, or it is said why not."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from donations.bank_statement import MOST_BYTES, MOST_LINES, NotAStatement, read_amount, read_day, read_statement
from donations.money import AmountError

DAY = date(2026, 11, 5)


def read(text: str, encoding: str = "utf-8") -> list[tuple[Any, ...]]:
    lines = read_statement(text.encode(encoding))
    return [(line.number, line.day, line.amount_minor, line.payer, line.reference, line.problem) for line in lines]


@pytest.mark.parametrize(
    "text",
    [
        "Date,Name,Reference,Amount\n05/11/2026,A BYRON,HUB GIFT,50.00\n",
        "﻿Date,Name,Reference,Amount\r\n05/11/2026,A BYRON,HUB GIFT,50.00\r\n",
        "date;name;reference;amount\n2026-11-05;A BYRON;HUB GIFT;£50\n",
        "Date\tReference\tName\tPaid out\tPaid in\tBalance\n05 Nov 2026\tHUB GIFT\tA BYRON\t\t50.00\t1,050.00\n",
        '"Transaction Date","Counter Party","Reference","Debit Amount","Credit Amount"\n'
        '"05/11/26","A  BYRON","HUB GIFT","","+50.00"\n',
        " Date , Name , Reference , Money In , Money Out\n5-11-2026,A BYRON,HUB GIFT,50.0,0.00\n",
    ],
)
def test_the_formats_of_banks_say_the_same(text: str) -> None:
    assert [line[1:] for line in read(text)] == [(DAY, 5000, "A BYRON", "HUB GIFT", "")]


def test_what_stands_above_the_table_and_empty_lines_are_passed_over() -> None:
    text = "Account Name:,Compass\nSort code:,20-00-00\n\nDate,Description,Amount\n\n05/11/2026,GIFT,50\n,,\n"

    assert read(text) == [(6, DAY, 5000, "", "GIFT", "")]


def test_windows_letters_quotes_and_thousands_are_read() -> None:
    text = 'Date,Name,Description,Amount\n05/11/2026,"Zoë, ""Z"" Owen",£ for the hub – thanks,"1,234.50"\n'

    for encoding in ("cp1252", "utf-8", "utf-8-sig"):
        assert read(text, encoding) == [(2, DAY, 123450, 'Zoë, "Z" Owen', "£ for the hub – thanks", "")]


def test_reference_and_description_are_told_together_and_once() -> None:
    text = "Date,Reference,Description,Amount\n05/11/2026,HUB,FASTER PAYMENT,1\n05/11/2026,HUB,HUB,1\n"

    assert [line[4] for line in read(text)] == ["HUB · FASTER PAYMENT", "HUB"]


def test_what_went_out_is_negative() -> None:
    text = "Date,Paid in,Paid out\n05/11/2026,,50\n05/11/2026,,-50\n05/11/2026,-50,\n"

    assert [line[2] for line in read(text)] == [-5000, -5000, -5000]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("31/02/2026,5,", "no_day"),
        ("11/13/2026,5,", "no_day"),
        ("yesterday,5,", "no_day"),
        ("٠٥/11/2026,5,", "no_day"),
        ("05/11/2026,,", "no_amount"),
        ("05/11/2026,0.00,0.00", "no_amount"),
        ("05/11/2026,five,", "no_amount"),
        ("05/11/2026,5.005,", "no_amount"),
        ("05/11/2026,1e3,", "no_amount"),
        ("05/11/2026,５,", "no_amount"),
        ("05/11/2026,9999999999999,", "too_large"),
        ("05/11/2026,5,6", "both_amounts"),
        ("05/11/2026", "no_amount"),
    ],
)
def test_a_line_that_cannot_be_read_says_why_and_has_no_key(row: str, problem: str) -> None:
    (line,) = read_statement(f"Date,Paid in,Paid out\n{row}\n".encode())

    assert (line.problem, line.key) == (problem, "")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"x" * (MOST_BYTES + 1), "too_large"),
        (b"Date,Amount\n" + b"05/11/2026,5\n" * (MOST_LINES + 50), "too_many_lines"),
        (b"%PDF-1.7\n\x00\x01", "not_text"),
        (b"Date,Amount\n05/11/2026,\x81\n", "not_text"),
        ("Date,Amount\n05/11/2026,5\n".encode("utf-16"), "not_text"),
        (b"Dear treasurer,\nhere is my cheque\n", "no_header"),
        (b"Date,Balance\n05/11/2026,5\n", "no_header"),
        (b"Date,Amount\n\n", "no_lines"),
        (b'Date,Amount\n"' + b"x" * 200_000 + b'"\n', "not_text"),
    ],
)
def test_a_file_that_is_no_statement_is_refused_with_the_reason(data: bytes, code: str) -> None:
    with pytest.raises(NotAStatement) as refused:
        read_statement(data)

    assert refused.value.code == code


@pytest.mark.parametrize(
    ("text", "amount_minor"),
    [
        ("1,234.50", 123450),
        ("£5", 500),
        ("+5.00", 500),
        ("5.00 CR", 500),
        ("5.00DR", -500),
        ("-5.00", -500),
        ("−5.00", -500),
        ("5.00-", -500),
        ("-£5", -500),
        ("£-5", -500),
        ("(5.00)", -500),
        ("( £1,000 )", -100000),
    ],
)
def test_amounts_are_read_as_banks_write_them(text: str, amount_minor: int) -> None:
    assert read_amount(text) == amount_minor


@pytest.mark.parametrize("text", ["--5", "(-5)", "-5 DR", "-(5)", "5-5", "+-5", "(5", "£", "- ", "()", "CR", "1,23"])
def test_an_amount_that_says_two_things_is_not_guessed(text: str) -> None:
    with pytest.raises(AmountError):
        read_amount(text)


@given(st.integers(1, 10**13), st.sampled_from(["{}", "-{}", "({})", "{}-", "{} DR", "{} CR", "£{}"]))
def test_every_amount_to_the_penny_is_read_back(amount_minor: int, written: str) -> None:
    text = written.format(f"{amount_minor // 100:,}.{amount_minor % 100:02}")

    assert read_amount(text) == (amount_minor if written in ("{}", "{} CR", "£{}") else -amount_minor)


@given(
    st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from(["%d/%m/%Y", "%Y-%m-%d", "%d-%m-%y", "%d %b %Y"])
)
def test_every_day_is_read_back_with_the_day_before_the_month(day: date, written: str) -> None:
    assert read_day(day.strftime(written)) == day


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for start in (b"", b"Date,Amount,Name\n"):
        try:
            lines = read_statement(start + data)
        except NotAStatement:
            continue
        assert all(bool(line.key) == (not line.problem and line.amount_minor > 0) for line in lines)


CELLS = st.tuples(
    st.sampled_from(["01/11/2026", "02/11/2026"]), st.sampled_from(["5.00", "7.50", "-1.00"]), st.sampled_from("AB")
)


@given(st.lists(CELLS, max_size=12), st.lists(CELLS, max_size=6), st.randoms(use_true_random=False))
def test_statements_that_overlap_name_the_same_lines_alike_in_any_order(before: Any, after: Any, random: Any) -> None:
    def keys(rows: Any) -> list[str]:
        body = "\n".join(",".join(row) for row in [("Date", "Amount", "Name"), *rows])
        return sorted(line.key for line in read_statement(body.encode()) if line.key) if rows else []

    longer = [*before, *after]
    random.shuffle(longer)

    assert len(set(keys(longer))) == len(keys(longer)), "two equal gifts on one day are two"
    assert set(keys(before)) <= set(keys(longer)), "a line has the same name in both"


def test_spaces_and_capitals_make_no_other_line() -> None:
    one, two = (
        read_statement(f"Date,Name,Amount\n{row}\n".encode())[0].key
        for row in ("05/11/2026,A  Byron,50.00", "2026-11-05,a byron ,£50")
    )

    assert one == two


@pytest.mark.parametrize(
    ("payer", "reference", "is_payout"),
    [
        ("STRIPE PAYMENTS UK LTD", "STRIPE", True),
        ("", "Stripe · R7X2", True),
        ("ANNE STRIPES", "HUB", False),
        ("A BYRON", "PINSTRIPE", False),
    ],
)
def test_a_payout_of_stripe_is_known_by_its_name(payer: str, reference: str, is_payout: bool) -> None:
    (line,) = read_statement(f"Date,Name,Reference,Amount\n05/11/2026,{payer},{reference},50\n".encode())

    assert line.is_payout is is_payout
