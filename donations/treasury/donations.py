"""Donations in the admin: all of them, and one with its movements. Looking at a donor's data is written down."""

from typing import Any

from django.db.models import Q
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import HeaderButton
from wagtail.log_actions import log

from cms.cells import SORTABLE, InspectRowView, inspect_link, moment
from cms.exports import ExportedIndexView
from cms.read_only import ReadOnlyViewSet
from donations.models import Donation, RefundOrder
from donations.services import refundable_minor
from donations.treasury.cells import amount, pounds
from donations.treasury.disputes import status_of
from donations.treasury.log import LOOKED_AT_DONOR, SEARCHED_DONOR
from donations.treasury.refunds import MAY_REFUND, RefundView
from donations.treasury.searching import SearchedIndexView, of_donation


class DonationIndexView(SearchedIndexView, ExportedIndexView):
    exported = (
        (_("Reference"), lambda row: row.reference),
        (_("Asked"), pounds("requested_minor")),
        (_("Left of the gift"), pounds("net_minor")),
        (_("Currency"), lambda row: row.currency),
        (_("State"), lambda row: row.get_state_display()),
        (_("Crowdfund"), lambda row: row.crowdfund.title),
        (_("Begun"), moment("created_at", SORTABLE)),
        (_("Source"), lambda row: row.source),
        (_("Payment at Stripe"), lambda row: row.payment_intent_id or ""),
    )

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().with_net().select_related("crowdfund").prefetch_related("crowdfund__texts")

    def found_by(self, words: str) -> Q:
        if "@" not in words or not self.request.user.has_perm("donations.view_donor"):
            return of_donation(words)
        log(instance=self.request.user, action=SEARCHED_DONOR, user=self.request.user)
        return Q(donor__email__iexact=words)


class DonationFilterSet(WagtailFilterSet):
    held = ChoiceFilter(label=_("Money held back"), choices=[("yes", _("Yes"))], method="only_held")

    class Meta:
        model = Donation
        fields = ("state", "crowdfund")

    def only_held(self, rows: Any, name: str, value: str) -> Any:
        return rows.exclude(held_because="")


def _movements(donation: Donation) -> SafeString | str:
    """Its rows of the ledger, fees as well: it is the treasurer who asks."""
    rows = donation.entries.order_by("occurred_at", "pk")
    told = ((moment("occurred_at")(row), row.get_kind_display(), amount("amount_minor")(row)) for row in rows)
    return format_html_join(mark_safe("<br>"), "{}: {} {}", told) or "–"


def _refunds(donation: Donation) -> SafeString | str:
    """What was decided to go back, each with what became of it."""
    rows = donation.refund_orders.order_by("ordered_at", "pk")
    when, much = moment("ordered_at"), amount("amount_minor")
    told = ((when(row), much(row), row.get_why_display(), _order_link(row)) for row in rows)
    return format_html_join(mark_safe("<br>"), "{}: {}, {}: {}", told) or "–"


def _order_link(order: RefundOrder) -> SafeString:
    return inspect_link("refundorder", order, order.get_state_display())


def _disputes(donation: Donation) -> SafeString | str:
    rows = donation.disputes.order_by("opened_at", "pk")
    told = ((moment("opened_at")(row), inspect_link("dispute", row, status_of(row))) for row in rows)
    return format_html_join(mark_safe("<br>"), "{}: {}", told) or "–"


class DonationInspectView(InspectRowView):
    shown = {
        "requested_minor": amount("requested_minor"),
        "net_minor": amount("net_minor"),
        "created_at": moment("created_at"),
        "entries": _movements,
        "refund_orders": _refunds,
        "disputes": _disputes,
        "receipt": lambda row: format_html('<a href="{0}">{0}</a>', row.receipt_path),
    }
    labels = {
        "net_minor": _("Left of the gift"),
        "entries": _("Ledger"),
        "receipt": _("Receipt"),
        "refund_orders": _("Refunds"),
        "disputes": _("Disputes"),
    }

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """Send money back, where there is some to send and somebody who may."""
        if not self.request.user.has_perm(MAY_REFUND) or refundable_minor(self.object) <= 0:
            return []
        url = reverse("donation:refund", args=[self.object.pk])
        return [HeaderButton(gettext("Send money back"), url=url, icon_name="resubmit")]

    def get_object(self, queryset: Any = None) -> Donation:
        donation: Donation = super().get_object()
        return Donation.objects.with_net().select_related("crowdfund", "donor").get(pk=donation.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.object.donor_id:
            log(instance=self.object, action=LOOKED_AT_DONOR, user=self.request.user)
        return super().get_context_data(**kwargs)


class DonationViewSet(ReadOnlyViewSet):
    model = Donation
    icon = "tick-inverse"
    menu_label = _("Donations")
    list_display = (
        "reference",
        Column("requested", label=_("Asked"), accessor=amount("requested_minor"), sort_key="requested_minor"),
        Column("net", label=_("Left of the gift"), accessor=amount("net_minor"), sort_key="net_minor"),
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        Column("crowdfund", label=_("Crowdfund"), accessor="crowdfund.title"),
        Column("created_at", label=_("Begun"), accessor=moment("created_at"), sort_key="created_at"),
    )
    filterset_class = DonationFilterSet
    ordering = ("-created_at",)
    index_view_class = DonationIndexView
    inspect_view_class = DonationInspectView
    inspect_view_fields = (
        *("reference", "crowdfund", "requested_minor", "net_minor", "entries", "state", "receipt"),
        *("refund_orders", "disputes"),
        *("donor", "created_at", "source", "payment_intent_id", "held_because"),
    )

    def get_urlpatterns(self) -> list[URLPattern]:
        refund = path(f"refund/<{self.pk_path_converter}:pk>/", RefundView.as_view(), name="refund")
        return [*super().get_urlpatterns(), refund]
