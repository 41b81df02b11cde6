"""What the pages of the desk share that are no table of one model: who may see them, and their place in the menu."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.functional import cached_property
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

MAY_SEE_MONEY = "donations.view_ledgerentry"


class MoneyMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(MAY_SEE_MONEY))


class MoneyReportView(WagtailAdminTemplateMixin, TemplateView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.has_perm(MAY_SEE_MONEY):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> Any:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]


class MoneyReportViewSet(ViewSet):
    """One page under “Money”; `view` shows it."""

    view: type[MoneyReportView]

    @cached_property
    def menu_item_class(self) -> type[MenuItem]:
        return MoneyMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", never_cache(self.view.as_view(header_icon=self.icon)), name="index")]
