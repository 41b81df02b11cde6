"""Names of which there may be one each: the one that was wanted, or the same with a number."""

from collections.abc import Callable
from itertools import chain, count

from django.db.models import Model
from django.urls import resolve
from django.utils.text import slugify
from wagtail.models import Page

from cms.public_tree import HOME_DEPTH, home_path

LONGEST_STEM = 250
"""The 255 of a slug leave room for a number."""

PAGE = "wagtail_serve"
"""What answers at the addresses of pages."""


def first_free(wanted: str, numbered: Callable[[int], str], is_taken: Callable[[str], bool]) -> str:
    """`wanted` if nothing has that name yet, else the first of `numbered(2)`, `numbered(3)` … that is free."""
    return next(name for name in chain([wanted], map(numbered, count(2))) if not is_taken(name))


def free_row_slug(model: type[Model], wanted: str) -> str:
    """Pages of the same name may lie in different places; the `slug` of a row is its own."""
    stem = wanted[:LONGEST_STEM]
    taken = set(model._default_manager.filter(slug__startswith=stem).values_list("slug", flat=True))
    return first_free(wanted, lambda number: f"{stem}-{number}", taken.__contains__)


def free_slug(parent: Page, title: str, *, otherwise: str) -> str:
    """The words of a title as the last part of an address; `otherwise` if it has none, such as one of emoji only.

    Until the transaction ends nobody else adds a page there: of two presses of a button each is as good as the other.
    """
    held = Page.objects.select_for_update(no_key=True).get(pk=parent.pk)
    # By it the tree tells whether there is a page after which the new one comes.
    parent.numchild = held.numchild
    wanted = slugify(title)[:200] or otherwise
    taken = set(parent.get_children().values_list("slug", flat=True))
    return first_free(
        wanted, lambda number: f"{wanted}-{number}", lambda slug: slug in taken or answers_itself(parent, slug)
    )


def answers_itself(parent: Page, slug: str) -> bool:
    """Whether the site has an answer of its own at this address below a front page, such as /search/."""
    return parent.depth == HOME_DEPTH and resolve(f"{home_path(parent.locale.language_code)}{slug}/").url_name != PAGE
