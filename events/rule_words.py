"""A recurrence rule as a sentence that people read. What has no simple words is told by its dates alone."""

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from events.recurrence import DAILY, MONTHLY, WEEKLY, YEARLY, Recurrence, Rule
from events.schedule import Start

ORDINALS = {
    1: lambda day: gettext("on the first %(day)s of each month") % {"day": day},
    2: lambda day: gettext("on the second %(day)s of each month") % {"day": day},
    3: lambda day: gettext("on the third %(day)s of each month") % {"day": day},
    4: lambda day: gettext("on the fourth %(day)s of each month") % {"day": day},
    -1: lambda day: gettext("on the last %(day)s of each month") % {"day": day},
}


def sentence(recurrence: Recurrence, start: Start) -> str:
    """Such as “Every Tuesday, until 1 April 2027”; '' where there is no rule, or none that a few words say."""
    rule = recurrence.rule
    words = _words(rule, start) if rule else ""
    if rule and words and rule.until:
        until = date_format(rule.until, "j F Y")
        words = gettext("%(rule)s, until %(day)s") % {"rule": words, "day": until}
    return words[:1].upper() + words[1:]


def _words(rule: Rule, start: Start) -> str:
    if rule.by_month or rule.by_month_day or rule.by_set_pos:
        return ""
    if rule.freq == WEEKLY:
        days = [str(WEEKDAYS[day]) for _, day in rule.by_day] or [str(WEEKDAYS[start.day.weekday()])]
        return _weekly(rule.interval, _and(days))
    if rule.freq == MONTHLY and rule.interval == 1:
        return _monthly(rule, start)
    if rule.by_day:
        return ""
    if rule.freq == DAILY:
        text = ngettext("every day", "every %(number)s days", rule.interval)
        return text % {"number": rule.interval}
    if rule.freq == YEARLY:
        text = ngettext("every year", "every %(number)s years", rule.interval)
        return text % {"number": rule.interval}
    return gettext("every %(number)s months") % {"number": rule.interval}


def _weekly(interval: int, days: str) -> str:
    if interval == 1:
        return gettext("every %(days)s") % {"days": days}
    return gettext("every %(number)s weeks on %(days)s") % {"number": interval, "days": days}


def _monthly(rule: Rule, start: Start) -> str:
    if not rule.by_day:
        return gettext("on day %(number)s of each month") % {"number": start.day.day}
    ordinal, day = rule.by_day[0]
    if len(rule.by_day) > 1 or ordinal not in ORDINALS:
        return ""
    return ORDINALS[ordinal](str(WEEKDAYS[day]))


def _and(names: list[str]) -> str:
    if len(names) == 1:
        return names[0]
    return gettext("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}
