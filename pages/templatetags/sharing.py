"""Template tags of what a page shows elsewhere."""

import json
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from cms.models import BasePage
from cms.public_tree import public_tree
from pages.sharing.card import shared_picture
from pages.sharing.structured_data import structured_data

register = template.Library()

ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
"""Else a title could end the element that the JSON stands in."""


@register.inclusion_tag("components/share_card.html", takes_context=True)
def share_card(context: dict[str, Any]) -> dict[str, Any]:
    """What is shown when somebody shares the page; its picture and what search engines read only once it is public."""
    page, request = context["page"], context["request"]
    told = {"page": page, "request": request, "organisation": context.get("organisation")}
    shown = public_tree().get(page.pk) if isinstance(page, BasePage) else None
    if shown is None or getattr(request, "is_preview", False):
        return told
    picture = shared_picture(page, shown, request)
    data = [_json_ld(each) for each in structured_data(page, shown, context.flatten(), picture)]  # type: ignore[attr-defined]
    return {**told, "picture": picture, "structured_data": data}


def _json_ld(told: dict[str, Any]) -> SafeString:
    written = json.dumps(told, ensure_ascii=False).translate(ESCAPED)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(written))  # noqa: S308 - escaped above
