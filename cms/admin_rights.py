"""Keeps the admin from telling of pages and files to people from whom they are hidden."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from cms.page_rights import finds_all, knows_all, works_on_all, works_on_pages
from cms.references import Use, may_use

ADMIN = "/admin/"
CHOOSER = f"{ADMIN}choose-page/"
ABOUT_PAGES = ("pages/", "choose-page/", "bulk/", "localize/", "api/main/", "images/chooser/", "documents/chooser/")
# They name all pages of a type or the one that was edited last, everybody who ever did anything, and all that reviews
# are called; and the files of all collections, which no page of the admin asks for in this way.
ABOUT_ALL_PAGES = (
    *("pages/usage/", "reports/page-types-usage/", "reports/site-history/"),
    *("reports/workflow/", "reports/workflow_tasks/"),
    *("workflows/task_chooser/", "api/main/images/", "api/main/documents/"),
)
NAMES_IN_ADDRESSES = ("page_id", "parent_page_id", "page_to_move_id", "destination_id", "pk")
NAMES_IN_FORMS = ("new_parent_page", "parent_page")
BULK = "bulk/wagtailcore/page/"
WITH_PAGES_IN_THE_QUERY = ("choose-page/chosen-multiple/", BULK)
FILES = (get_image_model(), get_document_model())
MOST = 2**31
"""A page's id is smaller; with one that is larger the database could not be asked."""


class PageRightsMiddleware:
    """Refuses what tells of pages and files to whoever works on none, and of one page to whom it is hidden from."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> None:
        """Raises: PermissionDenied; BadRequest or Http404 where many pages are named that cannot be.

        Wagtail itself sends to the login whoever is not signed in.
        """
        path, user = request.path_info, request.user
        if not path.startswith(ADMIN) or not user.is_authenticated:
            return
        asked = _pages_asked_for(request, kwargs)
        # Wagtail tells of pages with which nothing may be done together what their drafts are called.
        may_know = finds_all if path.startswith(f"{ADMIN}{BULK}") else knows_all
        if not may_ask(user, path) or not may_know(user, asked) or not may_use(user, _files_asked_for(request)):
            raise PermissionDenied
        if path == CHOOSER and not works_on_all(user):
            # Else Wagtail begins where all pages of the wanted type are, which may be below a page that is hidden.
            kwargs["parent_page_id"] = Page.get_first_root_node().pk


def may_ask(user: Any, path: str) -> bool:
    """Whether this user has rights enough for any answer from this address of the admin."""
    path = path.removeprefix(ADMIN)
    if path.startswith(ABOUT_ALL_PAGES):
        return works_on_all(user)
    return works_on_pages(user) if path.startswith(ABOUT_PAGES) else True


def _pages_asked_for(request: HttpRequest, kwargs: dict[str, Any]) -> list[int]:
    path = request.path_info.removeprefix(ADMIN)
    asked = [kwargs.get(name) for name in NAMES_IN_ADDRESSES] if path.startswith(("pages/", "choose-page/")) else []
    if path.startswith("pages/"):
        # A form that is refused is shown again with the title of what was chosen.
        asked += [request.POST.get(name) for name in NAMES_IN_FORMS]
    if path.startswith(WITH_PAGES_IN_THE_QUERY):
        asked += request.GET.getlist("id")
    if "all" in asked:
        return _all_below(request.GET.get("childOf"))
    numbers = [_number(each) for each in asked]
    if path.startswith(BULK) and None in numbers:
        raise BadRequest
    return [number for number in numbers if number is not None]


def _files_asked_for(request: HttpRequest) -> set[Use]:
    """Those of which something is to be done together: Wagtail names the ones that it leaves out."""
    models = {f"{ADMIN}bulk/{each._meta.label_lower.replace('.', '/')}/": each for each in FILES}
    model = next((each for above, each in models.items() if request.path_info.startswith(above)), None)
    numbers = map(_number, request.GET.getlist("id"))
    return {(model, number) for number in numbers if number is not None} if model else set()


def _all_below(parent: str | None) -> list[int]:
    pages = Page.objects.all()
    if parent:
        pages = get_object_or_404(Page, pk=_number(parent)).get_descendants()
    return list(pages.values_list("pk", flat=True))


def _number(text: object) -> int | None:
    """As Django reads an id. What is none, Wagtail may refuse."""
    try:
        number = int(str(text))
    except ValueError:
        return None
    return number if 0 < number < MOST else None
