"""Reading the CSV file of a bank statement: its lines with day, amount in pence, payer and reference. Pure.

British banks agree on no format: columns are found by their names, days and amounts are read as each of them writes
them. What cannot be read is told with its reason and never guessed.
"""

import csv
import hashlib
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from donations.money import AmountError, parse_amount

MOST_BYTES = 1_000_000
MOST_LINES = 900
"""Each may be ticked, and a form of ours has no more than a thousand fields."""
HEADER_WITHIN = 20
"""Some banks write the account's name, number and balance above the table."""

DELIMITERS = (",", ";", "\t")
COLUMNS = {
    "day": ("date", "transaction date", "posting date", "posted date", "value date", "date posted", "completed date"),
    "amount": ("amount", "value", "transaction amount", "amount (gbp)", "amount gbp", "net amount"),
    "credit": ("credit", "credit amount", "paid in", "money in", "in", "receipts", "credit (gbp)", "deposits"),
    "debit": ("debit", "debit amount", "paid out", "money out", "out", "payments", "debit (gbp)", "withdrawals"),
    "payer": ("name", "payer", "counter party", "counterparty", "payee", "merchant name", "from"),
    "reference": ("reference", "payment reference", "transaction reference", "ref"),
    "description": ("description", "transaction description", "narrative", "details", "memo", "transaction details"),
}
DAY_FIRST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4}|[0-9]{2})(?:[ T][0-9:]+)?")
YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[ T][0-9:.Z+]+)?")
DAY_WITH_MONTH = re.compile(r"([0-9]{1,2})[ -]([A-Za-z]{3})[A-Za-z]*[ -]([0-9]{4}|[0-9]{2})")
PAYOUT = re.compile(r"\bstripe\b", re.IGNORECASE)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class NotAStatement(ValueError):
    """A file that is no statement. `code` is one of empty, too_large, too_many_lines, not_text, no_header, no_lines."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `problem` is "" or why it cannot be read: no_day, no_amount, both_amounts or too_large.

    `number` counts from the top of the file. `key` names what came in, the same in every statement that holds it, and
    is "" for anything else; `amount_minor` is negative for what went out.
    """

    number: int
    day: date | None = None
    amount_minor: int = 0
    payer: str = ""
    reference: str = ""
    problem: str = ""
    key: str = ""

    @property
    def is_payout(self) -> bool:
        """Whether Stripe seems to have sent it: gifts that are in the ledger since they were given."""
        return bool(PAYOUT.search(f"{self.payer} {self.reference}"))


def read_statement(data: bytes) -> list[Line]:
    """The lines of a statement, in the order of the file.

    Raises: NotAStatement.
    """
    text = _decode(data)
    for delimiter in DELIMITERS:
        rows = _rows(text, delimiter)
        if header := _find_header(rows):
            at, columns = header
            lines = [_read(number, row, columns) for number, row in rows[at + 1 :] if any(row)]
            if not lines:
                raise NotAStatement("no_lines")
            return list(_with_keys(lines))
    raise NotAStatement("no_header")


def _decode(data: bytes) -> str:
    if not data.strip():
        raise NotAStatement("empty")
    if len(data) > MOST_BYTES:
        raise NotAStatement("too_large")
    if b"\0" in data:
        raise NotAStatement("not_text")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Excel's export in this country. Every byte has a meaning in it but five, and those no statement holds.
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError as error:
            raise NotAStatement("not_text") from error


def _rows(text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    """The file's rows, each with the number of its last line."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
    rows = []
    try:
        for row in reader:
            rows.append((reader.line_num, [" ".join(cell.split()) for cell in row]))
            if len(rows) > MOST_LINES + HEADER_WITHIN:
                raise NotAStatement("too_many_lines")
    except csv.Error as error:
        raise NotAStatement("not_text") from error
    return rows


def _find_header(rows: Sequence[tuple[int, list[str]]]) -> tuple[int, dict[str, int]] | None:
    for at, (_number, row) in enumerate(rows[:HEADER_WITHIN]):
        columns = _columns(row)
        if "day" in columns and ("amount" in columns or "credit" in columns):
            return at, columns
    return None


def _columns(row: Sequence[str]) -> dict[str, int]:
    """Where each column is: of several names for one thing, the first that COLUMNS tells."""
    names = [cell.casefold().strip(' ."*:') for cell in row]
    found = {}
    for column, known in COLUMNS.items():
        for name in known:
            if name in names and column not in found:
                found[column] = names.index(name)
    return found


def _read(number: int, row: Sequence[str], columns: dict[str, int]) -> Line:
    cells = {column: row[at] if at < len(row) else "" for column, at in columns.items()}
    day = read_day(cells["day"])
    described = [cells.get("reference", ""), cells.get("description", "")]
    reference = " · ".join(dict.fromkeys(text for text in described if text))
    line = Line(number, day, 0, cells.get("payer", "")[:255], reference[:255])
    try:
        amount_minor = _read_amounts(cells)
    except AmountError as error:
        return replace(line, problem={"too_large": "too_large", "both": "both_amounts"}.get(error.code, "no_amount"))
    if not amount_minor:
        return replace(line, problem="no_amount")
    return replace(line, amount_minor=amount_minor, problem="" if day else "no_day")


def _read_amounts(cells: dict[str, str]) -> int:
    """What came in, or went out as a negative amount. Raises: AmountError."""
    sides = {side: read_amount(cells[side]) for side in ("credit", "debit") if cells.get(side)}
    moved = {side: amount_minor for side, amount_minor in sides.items() if amount_minor}
    if len(moved) > 1:
        raise AmountError("both")
    if moved:
        side, amount_minor = next(iter(moved.items()))
        # Some banks write what went out with a minus in its own column, others without.
        return amount_minor if side == "credit" else -abs(amount_minor)
    return read_amount(cells.get("amount", ""))


def read_day(text: str) -> date | None:
    """A day as banks here write it: 05/11/2026, 5-11-26, 2026-11-05 or 5 Nov 2026; the day stands before the month."""
    if match := YEAR_FIRST.fullmatch(text):
        year, month, day = match.groups()
    elif match := DAY_FIRST.fullmatch(text):
        day, month, year = match.groups()
    elif match := DAY_WITH_MONTH.fullmatch(text):
        day, name, year = match.groups()
        month = str(MONTHS.index(name.lower()) + 1) if name.lower() in MONTHS else "0"
    else:
        return None
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        return None


def read_amount(text: str) -> int:
    """An amount in pence: "1,234.50", "£5", "-5.00", "(5.00)", "5.00-", "5.00 CR" or "5.00 DR".

    Raises: AmountError; also for what is marked as going out twice over.
    """
    text = text.replace("−", "-").strip()
    bare = text.upper().removesuffix("CR").strip()
    outs = [bare.endswith("DR"), bare.startswith("(") and bare.endswith(")"), "-" in bare]
    if bare.endswith("DR"):
        bare = bare.removesuffix("DR").strip()
    elif outs[1]:
        bare = bare[1:-1].strip()
    elif outs[2]:
        # Before the pounds, after their sign, or after the amount.
        bare = (bare.removesuffix("-") if bare.endswith("-") else bare.replace("£-", "-£").removeprefix("-")).strip()
    amount_minor = parse_amount(bare.removeprefix("+"), "GBP")
    return -amount_minor if any(outs) else amount_minor


def _with_keys(lines: Iterable[Line]) -> Iterator[Line]:
    """Name each line that came in by what it says and its number among its equals of that day.

    So a line has one name in every statement that holds it, and two equal gifts on one day have two.
    """
    seen: Counter[str] = Counter()
    for line in lines:
        if line.problem or line.amount_minor <= 0:
            yield line
            continue
        said = "|".join((str(line.day), str(line.amount_minor), line.payer.casefold(), line.reference.casefold()))
        seen[said] += 1
        yield replace(line, key=hashlib.sha256(f"{said}|{seen[said]}".encode()).hexdigest())
