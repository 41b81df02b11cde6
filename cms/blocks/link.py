"""Choosing a page to lead to. What readers see of it is in the public tree, so that it need not be fetched."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.db.models import Model
from django.utils.functional import SimpleLazyObject
from wagtail import blocks

from cms.public_tree import public_page, public_tree

SCHEMES = ("https://", "http://", "mailto:", "tel:")


class LinkedPage(SimpleLazyObject):
    """A page of which the id is known, and the rest is fetched when something asks for it."""

    def __init__(self, pk: int, together: "FetchedTogether") -> None:
        super().__init__(lambda: together.pages[pk])
        self.__dict__["pk"] = pk

    def __bool__(self) -> bool:
        return True


class FetchedTogether:
    def __init__(self, model: type[Model], ids: Sequence[int]) -> None:
        self.model, self.ids = model, ids

    @cached_property
    def pages(self) -> dict[int, Any]:
        return self.model._default_manager.in_bulk(self.ids)


class PageLinkBlock(blocks.PageChooserBlock):
    def bulk_to_python(self, values: Sequence[int | None]) -> list[Any]:
        """Pages in the public tree are there, and are fetched when needed. Of others only the database knows."""
        tree, ids = public_tree(), {pk for pk in values if pk is not None}
        public = [pk for pk in ids if tree.get(pk)]
        together = FetchedTogether(self.model_class, public)
        pages = self.model_class.objects.in_bulk(ids.difference(public))
        pages |= {pk: LinkedPage(pk, together) for pk in public}
        return [pages.get(pk) for pk in values]


class LinkStructValue(blocks.StructValue):
    """Something with a `page` or a `url`: a page goes first, in the reader's language and only while it is public."""

    @property
    def href(self) -> str | None:
        page = self.get("page")
        if page is not None:
            shown = public_page(page)
            return shown.url if shown else None
        return safe_href(self.get("url"))


def safe_href(address: Any) -> str | None:
    """An address that may be followed: of this site, of the web, or to write or call somebody; else None.

    What is stored may have come past every form.
    """
    if not isinstance(address, str) or any(character.isspace() or character < " " for character in address):
        return None
    is_here = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if is_here or address.lower().startswith(SCHEMES) else None


def is_one_of_two(block: blocks.Block, one: Any, other: Any) -> bool:
    """Whether either is filled in and not both; a draft may lack both, as it may lack whatever else is required."""
    return bool(one) != bool(other) or (not one and block.is_deferred_validation)
