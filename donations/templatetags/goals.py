"""Template filters for goals that changed."""

from django import template
from django.conf import settings
from django.utils.translation import get_language

from donations.goals import GoalChange

register = template.Library()


@register.filter
def reason(change: GoalChange) -> str:
    """Why a goal changed, in the reader's language, else in the site's main one or any."""
    return change.reason(*_languages())


@register.filter
def reason_language(change: GoalChange) -> str:
    """The language of `reason` where it is not the reader's: it is marked then, to be read out right."""
    language = change.reason_language(*_languages())
    return "" if language == _languages()[0] else language


def _languages() -> tuple[str, str]:
    return get_language() or settings.LANGUAGE_CODE, settings.LANGUAGE_CODE
