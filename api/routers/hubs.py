"""Operations on hubs. Only those in force exist here, whose page everybody may see."""

from typing import Annotated

from django.http import Http404, HttpRequest
from django.utils import translation
from ninja import Path, Router

from api.openapi import answers
from api.pages import addresses
from api.parameters import InLanguage
from api.schemas.hubs import Hub, Hubs
from cms.caching import CONTENT, tag_response
from pages.hubs import ListedHub, hubs_in

router = Router(tags=["Hubs"])

Slug = Annotated[str, Path(description="The `slug` of the hub")]


@router.get(
    "",
    response=Hubs,
    url_name="hubs",
    operation_id="list_hubs",
    summary="All hubs",
    openapi_extra=answers(304),
)
def list_hubs(request: HttpRequest, locale: InLanguage = "en") -> Hubs:
    """All hubs that are open, by title. One without a page in the language is told of in another."""
    translation.activate(locale)
    tag_response(request, CONTENT)
    items = []
    for hub in hubs_in(locale):
        tag_response(request, hub.row.cache_tag)
        items.append(_tell(hub))
    return Hubs(items=items, total=len(items))


@router.get(
    "/{slug:slug}",
    response=Hub,
    url_name="hub",
    operation_id="get_hub",
    summary="A hub by its slug",
    openapi_extra=answers(304, 404),
)
def get_hub(request: HttpRequest, slug: Slug, locale: InLanguage = "en") -> Hub:
    """Where the hub is and how to reach it. What it writes of itself is at `page_url`."""
    translation.activate(locale)
    hub = next(iter(hubs_in(locale, slug=slug)), None)
    if hub is None:
        raise Http404
    tag_response(request, CONTENT, hub.row.cache_tag)
    return _tell(hub)


def _tell(hub: ListedHub) -> Hub:
    return Hub.of(hub, page_url=addresses(hub.page)["api_url"])
