"""Whose names the admin’s lists of pages offer to filter by: of those who worked on what the reader may know of."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.admin.views.pages.listing import PageFilterSet
from wagtail.models import Page, PageLogEntry
from wagtail.permission_policies.pages import PagePermissionPolicy

from cms.page_rights import works_on_pages


def _pages(request: HttpRequest) -> QuerySet[Page]:
    return (
        PagePermissionPolicy().explorable_instances(request.user)
        if works_on_pages(request.user)
        else Page.objects.none()
    )


def _owners(request: HttpRequest) -> QuerySet[Any]:
    return get_user_model().objects.filter(pk__in=_pages(request).order_by().values("owner"))


def _editors(request: HttpRequest) -> QuerySet[Any]:
    edits = PageLogEntry.objects.filter(action="wagtail.edit", page__in=_pages(request).order_by().values("pk"))
    return get_user_model().objects.filter(pk__in=edits.order_by().values("user"))


def connect() -> None:
    """Wagtail's own filters offer everybody who ever edited a page, and have no hook."""
    PageFilterSet.declared_filters["owner"].queryset = _owners
    PageFilterSet.declared_filters["edited_by"].queryset = _editors
