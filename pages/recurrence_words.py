"""What editors are told when a recurrence rule is not taken."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_noop

from events.recurrence import MOST_DAYS, RecurrenceError

WORDS = {
    "unreadable": gettext_noop("This rule cannot be read: %(about)s"),
    "unsupported": gettext_noop("Rules with %(about)s are not taken"),
    "frequency": gettext_noop("An event repeats daily, weekly, monthly or yearly, not more often"),
    "several_rules": gettext_noop("Enter one rule only. More days can be added as single dates"),
    "number": gettext_noop("A number of the rule is too small or too large: %(about)s"),
    "combination": gettext_noop("These parts of a rule do not go together: %(about)s"),
    "range": gettext_noop("%(about)s is too long ago or too far ahead"),
    "too_many": gettext_noop("That is more than %(most)s dates"),
    "before_start": gettext_noop("%(about)s is added, but lies before the first day"),
}


def refusal(error: RecurrenceError) -> str:
    """Why the rule is refused, for the person who wrote it."""
    if error.code == "no_match":
        if not error.about:
            return gettext("This rule names no day at all")
        text = gettext("By this rule the first date is %(day)s. Let the event start on that day, or change the rule")
        return text % {"day": date_format(date.fromisoformat(error.about), "l j F Y")}
    about = error.about
    if error.code in ("range", "before_start"):
        about = date_format(date.fromisoformat(error.about), "j F Y")
    return gettext(WORDS[error.code]) % {"about": about, "most": MOST_DAYS}
