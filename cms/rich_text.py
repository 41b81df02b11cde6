"""Rich text for readers: links that lead to no draft and no private page, and HTML that is safe elsewhere."""

from collections.abc import Sequence
from typing import Any

import nh3
from django.utils.html import escape
from wagtail.rich_text import expand_db_html
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.rich_text.pages import PageLinkHandler

from cms.addresses import absolute
from cms.public_tree import public_page

TAGS = {"a", "b", "br", "em", "h2", "h3", "i", "li", "ol", "p", "strong", "ul"}
ATTRIBUTES = {"a": {"href"}}
SCHEMES = {"http", "https", "mailto", "tel"}

BETWEEN = "<!--next-->"
"""Stands between stored texts that are read together; nobody can write a comment into one."""


class PublicPageLinkHandler(PageLinkHandler):
    """Wagtail's own tells a draft's address to everybody."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        return [_opening_tag(attrs.get("id", "")) for attrs in attrs_list]


def _opening_tag(page_id: str) -> str:
    page = public_page(int(page_id)) if page_id.isdecimal() else None
    return f'<a href="{escape(page.url)}">' if page else "<a>"


def register_page_links(features: FeatureRegistry) -> None:
    features.register_link_type(PublicPageLinkHandler)


def safe_html(source: str) -> str:
    """The HTML of a stored rich text: few tags, no attribute but `href`, and links that everybody may follow."""
    return nh3.clean(expand_db_html(source), tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)


def safe_elsewhere(sources: Sequence[str]) -> list[str]:
    """As `safe_html`, of several texts together, with whole addresses: for programs that know nothing of this site.

    All links are looked up at once, however many texts there are.
    """
    together = expand_db_html(BETWEEN.join(source.replace(BETWEEN, "") for source in sources))
    options: dict[str, Any] = {"tags": TAGS | {"blockquote"}, "attributes": ATTRIBUTES, "url_schemes": SCHEMES}
    return [
        nh3.clean(html, attribute_filter=_whole_address, link_rel=None, **options) for html in together.split(BETWEEN)
    ]


def _whole_address(tag: str, name: str, value: str) -> str:
    return absolute(value)
