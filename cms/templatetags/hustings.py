"""Template tags of the page frame: menu, breadcrumbs and languages. All of it comes from the public tree."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse, translate_url
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_info
from wagtail.models import Page
from wagtail.rich_text import RichText

from cms.addresses import absolute
from cms.headings import Headings
from cms.public_tree import PublicPage, home_path, public_tree
from cms.rich_text import safe_html

register = template.Library()
register.filter("absolute", absolute)


@register.filter
def rich_text(value: RichText) -> str:
    """As the API tells it: whatever was stored, nothing in it runs."""
    return mark_safe(safe_html(value.source))  # noqa: S308 - it has just been made safe


@register.simple_tag
def main_menu() -> list[PublicPage]:
    """The pages that editors put into the menu, in the reader's language."""
    return public_tree().menu(get_language() or settings.LANGUAGE_CODE)


@register.simple_tag
def home_url() -> str:
    return home_path(get_language())


@register.simple_tag(takes_context=True)
def breadcrumbs(context: dict[str, Any]) -> Iterable[PublicPage]:
    """The public pages between the home page and this one."""
    shown = _shown(context)
    return list(public_tree().ancestors(shown)) if shown else []


@register.simple_tag(takes_context=True)
def language_links(context: dict[str, Any]) -> list[dict[str, str]]:
    """The other languages in which this page can be read, as `code`, `name` and `url`.

    A page is offered in a language only if it is published there; everything else exists in every language whose home
    page is published, unless it has one address for all.
    """
    current, tree, path = get_language(), public_tree(), context["request"].get_full_path()
    if isinstance(context.get("page"), Page):
        shown = _shown(context)
        urls = {code: page.url for code, page in tree.translations(shown).items()} if shown else {}
    else:
        urls = {code: translate_url(path, code) for code, _ in settings.LANGUAGES if tree.at(home_path(code))}
    return [
        {"code": code, "name": get_language_info(code)["name_local"], "url": urls[code]}
        for code, _ in settings.LANGUAGES
        if code != current and urls.get(code, path) != path
    ]


@register.simple_tag(takes_context=True)
def withdraw_url(context: dict[str, Any]) -> str:
    """Where somebody withdraws the published page that they are reading; empty for everybody else."""
    page, shown, request = context.get("page"), _shown(context), context["request"]
    # Views may have the page, too, that they tell of; and a preview passes for the page itself.
    if page is None or shown is None or shown.url != request.path or getattr(request, "is_preview", False):
        return ""
    if not page.permissions_for_user(request.user).can_unpublish():
        return ""
    editor = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return f"{reverse('wagtailadmin_pages:unpublish', args=[page.pk])}?{urlencode({'next': editor})}"


@register.filter
def webcal(path: str) -> str:
    """The whole address of a calendar in the form that lets phones subscribe to it."""
    return "webcal:" + absolute(path).partition(":")[2]


@register.filter
def public_url(page: Page) -> str:
    """Where the page is, without a query; empty unless everybody may see it."""
    shown = public_tree().get(page.pk)
    return shown.url if shown else ""


def _shown(context: dict[str, Any]) -> PublicPage | None:
    page = context.get("page")
    return public_tree().get(page.pk) if isinstance(page, Page) else None


LISTED_FROM = 3
"""So many sections a page has before it opens with a list of them."""


@register.simple_block_tag
def with_contents(content: str) -> str:
    """What stands within, its headings marked, and before it a list of its sections if there are several."""
    headings = Headings()
    marked: SafeString = mark_safe(headings.mark(content))  # noqa: S308 - a template has drawn it
    if len(headings.sections) < LISTED_FROM:
        return marked
    return render_to_string("components/contents.html", {"sections": headings.sections}) + marked
