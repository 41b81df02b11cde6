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
    def get_base_queryset(self) -> QuerySet[Page]:
        if not self.is_searching_whole_tree:
            self.permission_policy = RightsBelow(self.parent_page)
        return super().get_base_queryset()


class ExplorerViewSet(PageViewSet):
    """For all types of pages: pages/ adds its own history to it, and registers it."""

    index_view_class = Explorer
