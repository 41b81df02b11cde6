"""How often a meeting takes place, as one of a few answers; what an editor has written besides stays as it is."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from events.recurrence import MONTHLY, WEEKLY, Recurrence, Rule
from events.recurrence_text import write


class Repeats(models.TextChoices):
    NO = "no", _("No, it takes place once")
    WEEKLY = "weekly", _("Every week")
    FORTNIGHTLY = "fortnightly", _("Every two weeks")
    MONTHLY = "monthly", _("Every month on this weekday, such as each first Tuesday")
    AS_IT_IS = "as_it_is", _("As it was set up")


CHOICES = [choice for choice in Repeats.choices if choice[0] != Repeats.AS_IT_IS]


def rule_for(repeats: str, day: date) -> str:
    """The text of a rule whose first day is `day`. A fifth Tuesday is taken for the last: not each month has five."""
    rules = {
        Repeats.WEEKLY: Rule(WEEKLY),
        Repeats.FORTNIGHTLY: Rule(WEEKLY, interval=2),
        Repeats.MONTHLY: Rule(MONTHLY, by_day=((_how_manieth(day), day.weekday()),)),
    }
    return write(Recurrence(rules.get(Repeats(repeats))))


def answer_of(recurrence: Recurrence, day: date) -> Repeats:
    """Which answer gives this recurrence, whatever single dates are left out of it."""
    if recurrence.added:
        return Repeats.AS_IT_IS
    for answer, _label in CHOICES:
        if write(Recurrence(recurrence.rule)) == rule_for(answer, day):
            return Repeats(answer)
    return Repeats.AS_IT_IS


def _how_manieth(day: date) -> int:
    number = (day.day - 1) // 7 + 1
    return number if number < 5 else -1
