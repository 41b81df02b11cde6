"""The history of a page in the admin: what was done to it, also where it was done to several pages in one step."""

from typing import Any

from django.db.models import OuterRef, Q, QuerySet
from wagtail.admin.views.pages.history import PageHistoryView
from wagtail.models import PageLogEntry

from cms.explorer import ExplorerViewSet


class HistoryView(PageHistoryView):
    def get_base_queryset(self) -> QuerySet[PageLogEntry]:
        """The last entry of each step and action, as in Wagtail: but of this page.

        Wagtail's is the last of all pages of the step; if that is another one, this page's history would lack it.
        """
        entries = PageLogEntry.objects.filter(page=self.object.pk)
        same_step = entries.filter(uuid=OuterRef("uuid"), action=OuterRef("action")).order_by("-timestamp", "-id")
        shown: Any = entries.filter(Q(uuid=None) | Q(pk=same_step.values("pk")[:1]))
        return self._annotate_queryset(shown)


class PagesViewSet(ExplorerViewSet):
    """What Wagtail's admin shows of every kind of page."""

    history_view_class = HistoryView
