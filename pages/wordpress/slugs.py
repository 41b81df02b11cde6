"""The last part of a page's address: as it was on the blog, made plain and told apart from its neighbours."""

from urllib.parse import unquote

from django.utils.text import slugify
from wagtail.models import Page

from cms.free_names import answers_itself, first_free

LONGEST = 240
"""Wagtail's 255 leave room for a number."""


def free_slug(parent: Page, *wanted: str) -> str:
    """The first of `wanted` that has letters for an address, with a number where a neighbour has it already."""
    found = next((slug for each in wanted if (slug := slugify(unquote(each))[:LONGEST].strip("-"))), "page")
    neighbours = Page.objects.child_of(parent)
    if not neighbours.filter(slug=found).exists() and not answers_itself(parent, found):
        return found
    taken = set(neighbours.filter(slug__startswith=found).values_list("slug", flat=True))
    return first_free(
        found, lambda number: f"{found}-{number}", lambda slug: slug in taken or answers_itself(parent, slug)
    )
