"""Monthly gifts in the admin: how each stands, and a button that stops one. Looking and stopping are written down."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.log_actions import log

from cms.cells import SORTABLE, InspectRowView, inspect_link, moment
from cms.exports import ExportedIndexView
from cms.read_only import ReadOnlyViewSet
from donations import services
from donations.gateways import get_gateway
from donations.gateways.base import GatewayError
from donations.models import Donation, RecurringDonation
from donations.treasury.cells import amount, pounds
from donations.treasury.log import LOOKED_AT_DONOR

STOPPED_MONTHLY = "donations.stop_monthly"
CHANGE = "donations.change_recurringdonation"


def _when(field: str, style: str = "j F Y, H:i") -> Any:
    """As `moment`, and a dash where there is none."""
    return lambda row: moment(field, style)(row) if getattr(row, field) else "–"


def _payments(gift: RecurringDonation) -> SafeString | str:
    rows = Donation.objects.filter(recurring=gift).with_net().order_by("pk")
    told = (
        (moment("created_at", "j F Y")(row), inspect_link("donation", row, amount("net_minor")(row))) for row in rows
    )
    return format_html_join(mark_safe("<br>"), "{}: {}", told) or "–"


def _ended_by(gift: RecurringDonation) -> str:
    if gift.is_stopping:
        return _("%(who)s; Stripe has not confirmed it yet") % {"who": gift.get_ended_by_display()}
    return str(gift.get_ended_by_display()) or "–"


class MonthlyIndexView(ExportedIndexView):
    exported = (
        (gettext_lazy("Monthly gift"), str),
        (gettext_lazy("Amount"), pounds("amount_minor")),
        (gettext_lazy("Currency"), lambda row: row.currency),
        (gettext_lazy("State"), lambda row: row.get_state_display()),
        (gettext_lazy("Crowdfund"), lambda row: row.crowdfund.title),
        (gettext_lazy("Begun"), moment("created_at", SORTABLE)),
        (gettext_lazy("Next payment"), lambda row: moment("next_due", SORTABLE)(row) if row.next_due else ""),
        (gettext_lazy("Ended"), lambda row: moment("ended_at", SORTABLE)(row) if row.ended_at else ""),
        (gettext_lazy("Subscription at Stripe"), lambda row: row.subscription_id or ""),
    )

    def get_base_queryset(self) -> Any:
        rows = super().get_base_queryset()
        return rows.select_related("crowdfund").prefetch_related("crowdfund__texts")


class MonthlyInspectView(InspectRowView):
    """Looking at one shows whose it is, and is logged. Its form stops it."""

    template_name = "wagtailadmin/money/monthly.html"
    shown = {
        "amount_minor": amount("amount_minor"),
        "donor": lambda row: row.donations.select_related("donor").order_by("pk")[0].donor or "–",
        "next_due": _when("next_due"),
        "paused_until": _when("paused_until"),
        "created_at": moment("created_at"),
        "ended_at": _when("ended_at"),
        "ended_by": _ended_by,
        "payments": _payments,
    }
    labels = {
        "donor": gettext_lazy("Donor"),
        "next_due": gettext_lazy("Next payment"),
        "payments": gettext_lazy("Payments, less what went back"),
    }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.request.method == "GET":
            log(instance=self.object.donations.order_by("pk")[0], action=LOOKED_AT_DONOR, user=self.request.user)
        may_stop = self.object.is_running and self.request.user.has_perm(CHANGE)
        return {**super().get_context_data(**kwargs), "may_stop": may_stop}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(CHANGE):
            raise PermissionDenied
        by = RecurringDonation.EndedBy.TREASURER
        with transaction.atomic():
            if services.order_stop(monthly=self.object, by=by):
                log(instance=self.object, action=STOPPED_MONTHLY, user=request.user)
        try:
            services.stop_monthly(monthly=self.object, by=by, gateway=get_gateway(), now=timezone.now())
        except (GatewayError, OperationalError):
            messages.warning(request, _("Stripe does not answer. It is tried again each minute until it is stopped."))
        else:
            messages.success(request, _("Stopped. The donor is told by email."))
        return redirect(request.path)


class MonthlyViewSet(ReadOnlyViewSet):
    model = RecurringDonation
    registers = ("view", "change")
    icon = "rotate"
    menu_label = gettext_lazy("Monthly gifts")
    list_display = (
        "__str__",
        Column("amount", label=gettext_lazy("Amount"), accessor=amount("amount_minor"), sort_key="amount_minor"),
        Column("state", label=gettext_lazy("State"), accessor="get_state_display", sort_key="state"),
        Column("crowdfund", label=gettext_lazy("Crowdfund"), accessor="crowdfund.title"),
        Column("next", label=gettext_lazy("Next payment"), accessor=_when("next_due"), sort_key="next_payment_at"),
        Column("created_at", label=gettext_lazy("Begun"), accessor=moment("created_at"), sort_key="created_at"),
    )
    list_filter = ("state", "crowdfund")
    ordering = ("-created_at",)
    index_view_class = MonthlyIndexView
    inspect_view_class = MonthlyInspectView
    inspect_view_fields = (
        *("crowdfund", "amount_minor", "state", "donor", "payments", "next_due", "paused_until"),
        *("created_at", "ended_at", "ended_by", "subscription_id", "customer_id"),
    )
