"""Pledges in the admin: entered after a meeting, listed, kept or let go."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets import AdminDateInput
from wagtail.log_actions import log

from cms.cells import InspectRowView, moment
from donations import services
from donations.models import Pledge
from donations.treasury.cells import amount
from donations.treasury.entering import EnteredViewSet, EnterView, NamesIndexView, day, text
from donations.treasury.log import LOOKED_AT_DONOR
from donations.treasury.offline_forms import CrowdfundField, PositiveAmountField, check_day


class PledgeForm(forms.ModelForm):  # type: ignore[type-arg] # generic for mypy alone
    crowdfund = CrowdfundField()
    amount = PositiveAmountField(label=gettext_lazy("Amount"), help_text=gettext_lazy("In pounds, like 25 or 7.50"))

    field_order = ("crowdfund", "amount", "promised_on", "name", "email", "note")

    class Meta:
        model = Pledge
        fields = ("crowdfund", "promised_on", "name", "email", "note")
        widgets = {"promised_on": AdminDateInput, "note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["promised_on"].initial = timezone.localdate
        self.fields["crowdfund"].choose_the_only_one()  # type: ignore[attr-defined]

    def clean_promised_on(self) -> date:
        return check_day(self.cleaned_data["promised_on"])


class PledgeIndexView(NamesIndexView):
    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("crowdfund").prefetch_related("crowdfund__texts")


class EnterPledgeView(EnterView):
    def save_instance(self) -> Pledge:
        data = dict(self.form.cleaned_data)
        return services.enter_pledge(
            amount_minor=data.pop("amount"), user=self.request.user, now=timezone.now(), **data
        )

    def get_success_message(self, instance: Pledge) -> str:
        return _("The pledge of %(amount)s is entered.") % {"amount": amount("amount_minor")(instance)}


class PledgeInspectView(InspectRowView):
    page_title = gettext_lazy("Pledge")
    shown = {
        "amount_minor": amount("amount_minor"),
        "promised_on": day("promised_on"),
        **{name: text(name) for name in ("name", "email", "note", "entered_by")},
        "entered_at": moment("entered_at"),
        "closed_at": lambda row: moment("closed_at")(row) if row.closed_at else "–",
    }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        log(instance=self.object, action=LOOKED_AT_DONOR, user=self.request.user, title=f"#{self.object.pk}")
        may_close = self.object.state == Pledge.State.OPEN and self.user_has_permission("change")
        return super().get_context_data(may_close=may_close, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Close the pledge as `decide` says: kept, or let go."""
        if not self.user_has_permission("change"):
            raise PermissionDenied
        decide = request.POST.get("decide")
        if decide not in (Pledge.State.KEPT, Pledge.State.LET_GO):
            return redirect(request.path)
        try:
            is_kept = decide == Pledge.State.KEPT
            services.close_pledge(pledge=self.object, is_kept=is_kept, user=request.user, now=timezone.now())
            messages.success(request, _("The pledge is closed."))
        except services.PledgeClosed:
            messages.error(request, _("Nothing was done: somebody has closed it in the meantime."))
        return redirect(request.path)


class PledgeViewSet(EnteredViewSet):
    model = Pledge
    entry_form = PledgeForm
    icon = "thumbtack"
    list_display = (
        "__str__",
        Column("amount", label=gettext_lazy("Amount"), accessor=amount("amount_minor"), sort_key="amount_minor"),
        Column("crowdfund", label=gettext_lazy("Crowdfund"), accessor="crowdfund.title"),
        Column("promised_on", label=gettext_lazy("Promised"), accessor=day("promised_on"), sort_key="promised_on"),
        Column("state", label=gettext_lazy("State"), accessor="get_state_display", sort_key="state"),
    )
    list_filter = ("state", "crowdfund")
    ordering = ("-entered_at", "-pk")
    index_view_class = PledgeIndexView
    index_results_template_name = "donations/treasury/pledge_results.html"
    add_view_class = EnterPledgeView
    inspect_view_class = PledgeInspectView
    inspect_template_name = "donations/treasury/pledge.html"
    inspect_view_fields = (
        *("amount_minor", "crowdfund", "name", "email", "note", "promised_on", "state"),
        *("entered_by", "entered_at", "closed_at"),
    )
