"""Rich text for readers: links that lead to no draft and to nothing private, and HTML that is safe elsewhere."""

from collections.abc import Sequence
from typing import Any

import nh3
from django.utils.html import escape
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.rich_text import expand_db_html
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.rich_text.pages import PageLinkHandler

from cms.addresses import absolute
from cms.blocks.documents import PublicFile
from cms.public_tree import PublicPage, public_page
from cms.row_keys import read_key

TAGS = {"a", "b", "br", "em", "h2", "h3", "i", "li", "ol", "p", "strong", "ul"}
ATTRIBUTES = {"a": {"href"}}
SCHEMES = {"http", "https", "mailto", "tel"}

BETWEEN = "<!--next-->"
"""Stands between stored texts that are read together; nobody can write a comment into one."""


class PublicPageLinkHandler(PageLinkHandler):
    """Wagtail's own tells a draft's address to everybody."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        return [_opening_tag(public_page(key)) for key in _keys(attrs_list)]


class PublicDocumentLinkHandler(DocumentLinkHandler):
    """Wagtail's own tells the name of a private file to everybody."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        keys = _keys(attrs_list)
        found = cls.get_model()._default_manager.in_bulk(keys)
        return [_opening_tag(PublicFile.of(found[key]) if key in found else None) for key in keys]


def _keys(attrs_list: list[dict[str, Any]]) -> list[int]:
    """0 for what is none: nothing has it."""
    return [read_key(attrs.get("id", "")) or 0 for attrs in attrs_list]


def _opening_tag(target: PublicPage | PublicFile | None) -> str:
    return f'<a href="{escape(target.url)}">' if target else "<a>"


def register_public_links(features: FeatureRegistry) -> None:
    features.register_link_type(PublicPageLinkHandler)
    features.register_link_type(PublicDocumentLinkHandler)


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
