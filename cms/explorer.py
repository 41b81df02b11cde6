"""Wagtail's list of the pages below another, asked so that it takes as long on a large site as on a small one."""

from typing import Any

from django.db.models import QuerySet
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from cms.public_pages import AFTER


class RightsBelow(PagePermissionPolicy):
    """The rights that Wagtail gives, told of the pages below one only: not of all pages of the site."""

    def __init__(self, parent: Page) -> None:
        super().__init__()
        self.parent = parent

    def explorable_instances(self, user: Any) -> QuerySet[Page]:
        found: QuerySet[Page] = super().explorable_instances(user)
        return found.filter(path__gt=self.parent.path, path__lt=self.parent.path + AFTER)


class Explorer(ExplorableIndexView):
    @property
    def permission_policy(self) -> PagePermissionPolicy:
        """Of the whole site before it is known below which page one looks, and where one searches everywhere.

        Nothing else of ours is at work when Wagtail reads what was sent (admin_input.py).
        """
        parent = getattr(self, "parent_page", None)
        everywhere = parent is None or self.request.GET.get("search_all")
        return PagePermissionPolicy() if everywhere else RightsBelow(parent)


class ExplorerViewSet(PageViewSet):
    """For all types of pages: pages/ adds its own history to it, and registers it."""

    index_view_class = Explorer
