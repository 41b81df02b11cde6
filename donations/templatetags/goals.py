"""Template filters for goals that changed."""

from django import template
from django.conf import settings
from django.utils.translation import get_language

from donations.goals import GoalChange

register = template.Library()


@register.filter
def reason(change: GoalChange) -> str:
    """Why a goal changed, in the reader's language, else in the site's main one or any."""
    return change.reason(get_language() or settings.LANGUAGE_CODE, settings.LANGUAGE_CODE)
