"""All that the look through the site found and a user may mend: one of Wagtail's reports, by kind."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permissions import policy_registry

from pages.editors_home.waiting import findings_on_pages_of
from pages.models import Finding

ICON = "warning"
RIGHTS = ("add", "change", "publish")


def _editor(finding: Finding) -> str:
    return reverse("wagtailadmin_pages:edit", args=[finding.page_id])


class FindingFilterSet(WagtailFilterSet):
    class Meta:
        model = Finding
        fields = ("kind",)


class FindingsView(ReportView):
    model = Finding
    page_title = _("To mend")
    header_icon = ICON
    index_url_name = "findings"
    index_results_url_name = "findings_results"
    filterset_class = FindingFilterSet
    any_permission_required = RIGHTS
    columns = (
        TitleColumn("page__title", label=_("Page"), accessor="page.title", get_url=_editor),
        Column("words", label=_("What is amiss")),
    )

    @property
    def permission_policy(self) -> Any:
        return policy_registry.get_by_type(Page)

    def get_queryset(self) -> QuerySet[Finding]:
        self.queryset = findings_on_pages_of(self.request.user)
        return self.queryset
