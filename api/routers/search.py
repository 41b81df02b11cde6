"""The search of the site, as JSON."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import StringConstraints
from wagtail.models import Locale

from api import pages
from api.openapi import answers
from api.parameters import InLanguage, Limit, Offset
from api.schemas.any_page import FoundPages
from cms.public_tree import public_tree
from search.queries import find

router = Router(tags=["Search"])

Words = Annotated[
    str,
    StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00]*$"),
    Query(description="Words to find, in any order"),
]


@router.get(
    "",
    response=FoundPages,
    url_name="search",
    operation_id="search",
    summary="Pages by their words",
    openapi_extra=answers(304),
)
def search(
    request: HttpRequest, q: Words, locale: InLanguage = "en", limit: Limit = 20, offset: Offset = 0
) -> FoundPages:
    """Published pages that have every word of `q`, best first."""
    found = find(q, locale=Locale.objects.get(language_code=locale), offset=offset, limit=limit)
    tree = public_tree()
    shown = [page for each in found.pages if (page := tree.get(each.pk))]
    return FoundPages(items=pages.items(shown), total=found.total, is_degraded=found.is_degraded)
