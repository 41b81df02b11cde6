"""Recurrences as text: reads what the editor's widget or a feed wrote, writes it as it is kept. Pure.

Kept text has a line for the rule and one for each date that is added or left out, all of them whole days, in the
form that the widget reads again:

    RRULE:FREQ=MONTHLY;UNTIL=20270401;BYDAY=1TU
    RDATE:20270410
    EXDATE:20270302

Days, because a date that is left out is that day whatever the time, and stays so when the clocks change.
"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from events.recurrence import (
    EARLIEST,
    FREQUENCIES,
    LATEST,
    MONTHLY,
    MOST_DAYS,
    WEEKDAYS,
    WEEKLY,
    YEARLY,
    Recurrence,
    RecurrenceError,
    Rule,
)

MOST_LETTERS = 20_000
"""Longer than any text with as many dates as may stand in one."""

_LINE = re.compile(r"(RRULE|RDATE|EXDATE)(?:;[^:\n]*)?:(.+)")
_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?")
_BY_DAY = re.compile(r"([+-]?\d{1,2})?(" + "|".join(WEEKDAYS) + ")")
_RANGES = {"BYMONTH": 12, "BYMONTHDAY": 31, "BYSETPOS": 366}


def read(text: str, zone: ZoneInfo) -> Recurrence:
    """The recurrence that a text describes. A moment in UTC is the day that it falls on in the zone.

    Raises: RecurrenceError.
    """
    if len(text) > MOST_LETTERS:
        raise RecurrenceError("too_many")
    rules: list[Rule] = []
    dates: dict[str, set[date]] = {"RDATE": set(), "EXDATE": set()}
    for line in filter(None, (each.strip().upper() for each in text.splitlines())):
        match = _LINE.fullmatch(line)
        if match is None:
            raise RecurrenceError("unreadable", line[:80])
        if match[1] == "RRULE":
            rules.append(_read_rule(match[2], zone))
        else:
            dates[match[1]].update(_read_day(each, zone) for each in match[2].split(","))
    if len(rules) > 1:
        raise RecurrenceError("several_rules")
    if max(map(len, dates.values())) > MOST_DAYS:
        raise RecurrenceError("too_many")
    return Recurrence(rules[0] if rules else None, tuple(sorted(dates["RDATE"])), tuple(sorted(dates["EXDATE"])))


def write(recurrence: Recurrence) -> str:
    """The text that is kept: the same for equal recurrences, and '' for a single meeting."""
    lines = [f"RRULE:{write_rule(recurrence.rule)}"] if recurrence.rule else []
    for name, dates in (("RDATE", recurrence.added), ("EXDATE", recurrence.left_out)):
        lines += [f"{name}:{_write_day(day)}" for day in dates]
    return "\n".join(lines)


def write_rule(rule: Rule, until: str = "") -> str:
    """The rule as RFC 5545 writes it. `until` replaces its last day: feeds must give that as a moment in UTC."""
    parts: list[tuple[str, Any]] = [
        ("FREQ", rule.freq),
        ("INTERVAL", rule.interval if rule.interval > 1 else ""),
        ("COUNT", rule.count or ""),
        ("UNTIL", rule.until and (until or _write_day(rule.until))),
        ("BYMONTH", _list(rule.by_month)),
        ("BYMONTHDAY", _list(rule.by_month_day)),
        ("BYDAY", ",".join(f"{ordinal or ''}{WEEKDAYS[day]}" for ordinal, day in rule.by_day)),
        ("BYSETPOS", _list(rule.by_set_pos)),
        ("WKST", WEEKDAYS[rule.week_start] if rule.week_start else ""),
    ]
    return ";".join(f"{name}={value}" for name, value in parts if value)


def _read_rule(text: str, zone: ZoneInfo) -> Rule:
    parts = dict(_read_part(part) for part in text.strip(";").split(";"))
    freq = parts.pop("FREQ", "")
    if freq not in FREQUENCIES:
        raise RecurrenceError("frequency", freq)
    readers: dict[str, tuple[str, Callable[[str], Any]]] = {
        "INTERVAL": ("interval", lambda value: _number(value, "INTERVAL", 1000)),
        "COUNT": ("count", lambda value: _number(value, "COUNT", MOST_DAYS)),
        "UNTIL": ("until", lambda value: _read_day(value, zone)),
        "WKST": ("week_start", _weekday),
        "BYDAY": ("by_day", _read_by_day),
        **{name: (_field(name), partial(_numbers, name=name)) for name in _RANGES},
    }
    if unknown := parts.keys() - readers.keys():
        raise RecurrenceError("unsupported", min(unknown))
    rule = Rule(freq, **{readers[name][0]: readers[name][1](value) for name, value in parts.items()})
    _check_combination(rule)
    return rule


def _check_combination(rule: Rule) -> None:
    """What RFC 5545 forbids, and what means nothing."""
    if rule.count and rule.until:
        raise RecurrenceError("combination", "COUNT, UNTIL")
    if any(ordinal for ordinal, _ in rule.by_day) and rule.freq not in (MONTHLY, YEARLY):
        raise RecurrenceError("combination", f"{rule.freq}, BYDAY")
    if len({bool(ordinal) for ordinal, _ in rule.by_day}) > 1:
        # “Each Monday and the first Tuesday” is what calendars read differently.
        raise RecurrenceError("combination", "BYDAY")
    if rule.freq == WEEKLY and rule.by_month_day:
        raise RecurrenceError("combination", "WEEKLY, BYMONTHDAY")
    if rule.by_set_pos and (rule.freq not in (MONTHLY, YEARLY) or not (rule.by_day or rule.by_month_day)):
        raise RecurrenceError("combination", "BYSETPOS")


def _read_part(part: str) -> tuple[str, str]:
    name, equals, value = part.partition("=")
    if not equals or not value.strip():
        raise RecurrenceError("unreadable", part[:80])
    return name.strip(), value.strip()


def _read_by_day(value: str) -> tuple[tuple[int, int], ...]:
    matches = [_BY_DAY.fullmatch(each.strip()) for each in value.split(",")]
    if not all(matches):
        raise RecurrenceError("number", "BYDAY")
    read = {(int(match[1] or 0), WEEKDAYS.index(match[2])) for match in matches if match}
    if any(abs(ordinal) > 53 for ordinal, _ in read):
        raise RecurrenceError("number", "BYDAY")
    return tuple(sorted(read))


def _read_day(text: str, zone: ZoneInfo) -> date:
    match = _DAY.fullmatch(text.strip())
    if match is None:
        raise RecurrenceError("unreadable", text[:80])
    *numbers, is_utc = match.groups()
    try:
        moment = datetime(*(int(number or 0) for number in numbers), tzinfo=UTC if is_utc else zone)  # type: ignore[misc, arg-type]
        day = moment.astimezone(zone).date()
    except (ValueError, OverflowError):
        raise RecurrenceError("unreadable", text[:80]) from None
    if not EARLIEST <= day <= LATEST:
        raise RecurrenceError("range", day.isoformat())
    return day


def _number(value: str, name: str, most: int) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", value) or not 1 <= int(value) <= most:
        raise RecurrenceError("number", name)
    return int(value)


def _numbers(value: str, name: str) -> tuple[int, ...]:
    texts = [each.strip() for each in value.split(",")]
    if not all(re.fullmatch(r"[+-]?[0-9]{1,3}", each) for each in texts):
        raise RecurrenceError("number", name)
    numbers = {int(each) for each in texts}
    least = 1 if name == "BYMONTH" else -_RANGES[name]
    if 0 in numbers or not least <= min(numbers) <= max(numbers) <= _RANGES[name]:
        raise RecurrenceError("number", name)
    return tuple(sorted(numbers))


def _weekday(value: str) -> int:
    if value not in WEEKDAYS:
        raise RecurrenceError("number", "WKST")
    return WEEKDAYS.index(value)


def _field(name: str) -> str:
    return {"BYMONTH": "by_month", "BYMONTHDAY": "by_month_day", "BYSETPOS": "by_set_pos"}[name]


def _list(numbers: tuple[int, ...]) -> str:
    return ",".join(map(str, numbers))


def _write_day(day: date) -> str:
    return day.strftime("%Y%m%d")
