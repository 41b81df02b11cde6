"""Match funds in the admin: who adds how much to which gifts. Hidden rather than deleted, for their rule was public."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views.generic import CreateView, EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminDateInput

from donations import services
from donations.models import MatchFund
from donations.treasury.cells import amount
from donations.treasury.entering import day
from donations.treasury.offline_forms import CrowdfundField, PositiveAmountField, check_day

MOST_PERCENT = 1000


class MatchFundForm(forms.ModelForm):  # type: ignore[type-arg] # generic for mypy alone
    crowdfund = CrowdfundField()
    limit_minor = PositiveAmountField(label=gettext_lazy("At most"), help_text=gettext_lazy("In pounds, like 2000"))
    percent = forms.IntegerField(
        label=gettext_lazy("Per cent"),
        initial=100,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_PERCENT)],
        help_text=gettext_lazy("100 adds £1 for each £1 that is given, 50 adds £0.50."),
    )

    class Meta:
        model = MatchFund
        fields = ("crowdfund", "sponsor", "percent", "limit_minor", "starts_on", "ends_on", "is_published")
        widgets = {"starts_on": AdminDateInput, "ends_on": AdminDateInput}
        help_texts = {
            "sponsor": gettext_lazy("Shown to everybody, like “The Example Trust”."),
            "ends_on": gettext_lazy("A gift of this day still counts. Without a day it goes on until nothing is left."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["starts_on"].initial = timezone.localdate
        if self.instance.pk:
            # Its numbers are those of this crowdfund's ledger.
            self.fields["crowdfund"].disabled = True
        else:
            self.fields["crowdfund"].choose_the_only_one()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        for name in ("starts_on", "ends_on"):
            try:
                if data.get(name):
                    check_day(data[name], may_be_ahead=True)
            except ValidationError as error:
                self.add_error(name, error)
        starts_on, ends_on = data.get("starts_on"), data.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("The last day is before the first"))
        return data


class MatchFundIndexView(IndexView):
    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("crowdfund").prefetch_related("crowdfund__texts")


class KeepingMixin:
    """Saves the rule with what counts towards it, and says nothing of its own to the log: the service does."""

    def save_instance(self) -> MatchFund:
        return services.keep_match_fund(fund=self.form.instance, user=self.request.user)  # type: ignore[attr-defined]


class AddMatchFundView(KeepingMixin, CreateView):
    pass


class EditMatchFundView(KeepingMixin, EditView):
    pass


class MatchFundViewSet(ModelViewSet):
    model = MatchFund
    icon = "doc-full-inverse"
    copy_view_enabled = False
    add_to_reference_index = False
    list_display = (
        "sponsor",
        Column("crowdfund", label=gettext_lazy("Crowdfund"), accessor="crowdfund.title"),
        Column("percent", label=gettext_lazy("Per cent"), sort_key="percent"),
        Column("limit", label=gettext_lazy("At most"), accessor=amount("limit_minor"), sort_key="limit_minor"),
        Column("matched", label=gettext_lazy("Added so far"), accessor=amount("matched_minor")),
        Column("ends_on", label=gettext_lazy("Last day"), accessor=day("ends_on"), sort_key="ends_on"),
        BooleanColumn("is_published", label=gettext_lazy("Shown"), sort_key="is_published"),
    )
    list_filter = ("crowdfund", "is_published")
    ordering = ("-pk",)
    index_view_class = MatchFundIndexView
    index_results_template_name = "donations/treasury/match_results.html"
    add_view_class = AddMatchFundView
    edit_view_class = EditMatchFundView

    def get_form_class(self, for_update: bool = False) -> type[MatchFundForm]:
        return MatchFundForm

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(**{"delete_url_name": None, "usage_url_name": None, **kwargs})

    def get_urlpatterns(self) -> list[URLPattern]:
        conv = self.pk_path_converter
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("new/", self.add_view, name="add"),
            path(f"edit/<{conv}:pk>/", self.edit_view, name="edit"),
            path(f"history/<{conv}:pk>/", self.history_view, name="history"),
            path(f"history-results/<{conv}:pk>/", self.history_results_view, name="history_results"),
        ]

    def get_permissions_to_register(self) -> Any:
        return super().get_permissions_to_register().exclude(codename__startswith="delete_")
