"""The amounts that a crowdfund's page suggests, as an editor types them: “5, 10, 25, 50”."""

import re

from django.utils.translation import get_language, gettext

from donations.fields import CURRENCY, amount_message
from donations.models import Crowdfund
from donations.money import AmountError, format_minor, parse_amount
from donations.rules import AmountOutOfRange, check_amount

MOST = 6
"""More do not fit beside one another on a telephone, and are no help to choose."""

_THOUSANDS = re.compile(r"[0-9],[0-9]{3}(?![0-9])")


def read(text: str) -> list[int]:
    """The amounts in minor units. Raises: AmountError."""
    return [parse_amount(each, CURRENCY) for each in text.split(",") if each.strip()]


def refuse(text: str, limits: Crowdfund) -> str | None:
    """What to say to an editor whose amounts cannot be suggested, in their language; None when they can."""
    if _THOUSANDS.search(text):
        return gettext("Write 1000 for a thousand: a comma, with a space after it, separates amounts")
    try:
        amounts = read(text)
        for amount_minor in amounts:
            check_amount(amount_minor, min_minor=limits.min_minor, max_minor=limits.max_minor)
    except AmountError as error:
        return amount_message(error.code)
    except AmountOutOfRange:
        return _out_of_range(limits)
    if len(amounts) > MOST:
        return gettext("Suggest at most six amounts")
    if len(set(amounts)) < len(amounts):
        return gettext("Suggest each amount once")
    return None


def _out_of_range(limits: Crowdfund) -> str:
    least, most = (
        format_minor(minor, limits.currency, get_language() or "en") for minor in (limits.min_minor, limits.max_minor)
    )
    return gettext("Suggest amounts from %(least)s to %(most)s: others are not taken") % {"least": least, "most": most}
