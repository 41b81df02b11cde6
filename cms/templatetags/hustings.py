"""Template tags of the page frame: menu and languages."""

from typing import Any

from django import template
from django.conf import settings
from django.urls import translate_url
from django.utils.translation import get_language
from django.utils.translation import override as language_override
from wagtail.models import Page, Site

register = template.Library()

HOME_DEPTH = 2
"""Wagtail's root is 1, the home page of each language 2."""


@register.simple_tag(takes_context=True)
def main_menu(context: dict[str, Any]) -> list[Page]:
    """The pages that editors put into the menu, in the reader's language."""
    site = Site.find_for_request(context["request"])
    home = site.root_page.localized if site else None
    return list(home.get_children().live().public().in_menu()) if home else []


@register.simple_tag(takes_context=True)
def home_url(context: dict[str, Any]) -> str:
    return "/" if get_language() == settings.LANGUAGE_CODE else f"/{get_language()}/"


@register.simple_tag(takes_context=True)
def breadcrumbs(context: dict[str, Any]) -> list[Page]:
    """The public pages between the home page and this one."""
    page = context.get("page")
    if not isinstance(page, Page) or page.depth <= HOME_DEPTH + 1:
        return []
    ancestors = page.get_ancestors().filter(depth__gt=HOME_DEPTH)
    return list(ancestors.live().public().select_related("locale"))


@register.simple_tag(takes_context=True)
def language_links(context: dict[str, Any]) -> list[dict[str, str]]:
    """The other languages in which this page can be read, as `code`, `name` and `url`.

    A page is offered in a language only if it is published there; everything else exists in every language.
    """
    current = get_language()
    others = [code for code, _name in settings.LANGUAGES if code != current]
    page = context.get("page")
    if isinstance(page, Page):
        translated = page.get_translations().live().public().select_related("locale")
        urls = {each.locale.language_code: each.get_url(context["request"]) for each in translated}
    else:
        path = context["request"].get_full_path()
        urls = {code: translate_url(path, code) for code in others}
    return [{"code": code, "name": _own_name(code), "url": urls[code]} for code in others if urls.get(code)]


def _own_name(code: str) -> str:
    with language_override(code):
        return str(dict(settings.LANGUAGES)[code])
