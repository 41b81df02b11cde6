"""The search of the site, as JSON."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Router
from pydantic import StringConstraints
from wagtail.models import Locale

from api import pages
from api.openapi import problems
from api.parameters import Language, Limit, Offset
from api.schemas.pages import FoundPages
from cms.public_tree import public_tree
from search.queries import find

router = Router(tags=["Search"])

Words = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00]*$")]


@router.get("", response=FoundPages, url_name="search", operation_id="search", openapi_extra=problems())
def search(
    request: HttpRequest, q: Words, locale: Language = "en", limit: Limit = 20, offset: Offset = 0
) -> FoundPages:
    """Published pages that have every word of `q`, best first."""
    found = find(q, locale=Locale.objects.get(language_code=locale), offset=offset, limit=limit)
    tree = public_tree()
    shown = [page for each in found.pages if (page := tree.get(each.pk))]
    return FoundPages(items=pages.items(shown), total=found.total, is_degraded=found.is_degraded)
