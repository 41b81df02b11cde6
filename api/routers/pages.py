"""Operations on pages. Only what is in the public tree exists here: no draft and no private page."""

from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.utils import translation
from ninja import Path, Query, Router
from pydantic import StringConstraints
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect

from api import pages
from api.links import TYPES, addresses
from api.openapi import answers
from api.parameters import Language, Limit, Offset
from api.schemas.any_page import Pages, PageType
from api.schemas.pages import Page
from cms.caching import CONTENT, tag_response
from cms.page_types import type_id
from cms.public_tree import PublicPage, public_page, public_tree

router = Router(tags=["Pages"])

SitePath = Annotated[
    str,
    StringConstraints(max_length=500, pattern=r"^/([^/\x00?#][^\x00?#]*)?$"),
    Query(description="The path of a page on this site, without a query"),
]


@router.get(
    "",
    response=Pages,
    url_name="pages",
    operation_id="list_pages",
    summary="All pages",
    openapi_extra=answers(304),
)
def list_pages(
    request: HttpRequest,
    type: Annotated[PageType | None, Query(description="Only pages of this type")] = None,
    locale: Annotated[Language | None, Query(description="Only pages in this language")] = None,
    parent: Annotated[int | None, Query(description="Only pages right below the page with this id")] = None,
    limit: Limit = 20,
    offset: Offset = 0,
) -> Pages:
    """All published pages in the order of the site's tree; of one type, in one language or below one page."""
    tag_response(request, CONTENT)
    tree = public_tree()
    kind = type_id(TYPES[type]) if type else None
    if parent is None:
        found = tree.listed(kind, locale)
    else:
        above = tree.get(parent)
        found = list(tree.children(above, kind, locale)) if above else []
    return Pages(items=pages.items(found[offset : offset + limit]), total=len(found))


@router.get(
    "/find",
    response=Page,
    url_name="find_page",
    operation_id="find_page",
    summary="A page by its path",
    openapi_extra=answers(302, 304, 404),
)
def find_page(request: HttpRequest, path: SitePath) -> Any:
    """The page that people read at `path`, such as /progressive-alliance/ or /cy/. The path decides the language.

    A page that was moved is answered with a redirection to where it is now.
    """
    tree = public_tree()
    page = tree.at(path) or tree.at(f"{path}/")
    if page:
        return _tell(page, request)
    redirect = get_redirect(request, Redirect.normalise_path(path))
    moved = public_page(redirect.redirect_page_id) if redirect else None
    if moved is None:
        raise Http404
    return HttpResponseRedirect(addresses(moved)["api_url"])


@router.get(
    "/{int:page_id}",
    response=Page,
    url_name="page",
    operation_id="get_page",
    summary="A page by its id",
    openapi_extra=answers(304, 404),
)
def get_page(request: HttpRequest, page_id: Annotated[int, Path(description="Its `id`")]) -> Any:
    """Everything that a reader sees of a page. Which fields there are depends on `type`."""
    page = public_tree().get(page_id)
    if page is None:
        raise Http404
    return _tell(page, request)


def _tell(page: PublicPage, request: HttpRequest) -> dict[str, Any]:
    tag_response(request, CONTENT)
    # Links lead to the page's own language, and Content-Language tells it.
    translation.activate(page.language)
    return pages.whole(page, request)
