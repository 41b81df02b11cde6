"""Template filters for amounts."""

from django import template
from django.utils.translation import get_language

from donations.money import format_minor

register = template.Library()


@register.filter
def money(amount_minor: int, currency: str = "GBP") -> str:
    """Write minor units as people read them: {{ 2500|money:"GBP" }} is £25."""
    return format_minor(amount_minor, currency, get_language() or "en")
