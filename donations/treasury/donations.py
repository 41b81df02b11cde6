"""Donations in the admin: all of them, and one with its movements. Looking at a donor's data is written down."""

from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.log_actions import log

from cms.read_only import ReadOnlyViewSet
from donations.models import Donation
from donations.treasury.cells import SORTABLE, InspectMoneyView, amount, moment, pounds
from donations.treasury.exports import ExportedIndexView

LOOKED_AT_DONOR = "donations.look_at_donor"


class DonationIndexView(ExportedIndexView):
    exported = (
        (_("Reference"), lambda row: row.reference),
        (_("Asked"), pounds("requested_minor")),
        (_("Kept"), pounds("net_minor")),
        (_("Currency"), lambda row: row.currency),
        (_("State"), lambda row: row.get_state_display()),
        (_("Crowdfund"), lambda row: row.crowdfund.title),
        (_("Begun"), moment("created_at", SORTABLE)),
        (_("Source"), lambda row: row.source),
        (_("Payment at Stripe"), lambda row: row.payment_intent_id or ""),
    )

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().with_net().select_related("crowdfund").prefetch_related("crowdfund__texts")


def _movements(donation: Donation) -> SafeString | str:
    """Its rows of the ledger, fees as well: it is the treasurer who asks."""
    rows = donation.entries.order_by("occurred_at", "pk")
    told = ((moment("occurred_at")(row), row.get_kind_display(), amount("amount_minor")(row)) for row in rows)
    return format_html_join(mark_safe("<br>"), "{}: {} {}", told) or "–"


class DonationInspectView(InspectMoneyView):
    shown = {
        "requested_minor": amount("requested_minor"),
        "net_minor": amount("net_minor"),
        "created_at": moment("created_at"),
        "entries": _movements,
        "receipt": lambda row: format_html('<a href="{0}">{0}</a>', row.receipt_path),
    }
    labels = {"net_minor": _("Kept"), "entries": _("Ledger"), "receipt": _("Receipt")}

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
        Column("net", label=_("Kept"), accessor=amount("net_minor"), sort_key="net_minor"),
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        Column("crowdfund", label=_("Crowdfund"), accessor="crowdfund.title"),
        Column("created_at", label=_("Begun"), accessor=moment("created_at"), sort_key="created_at"),
    )
    list_filter = ("state", "crowdfund")
    ordering = ("-created_at",)
    index_view_class = DonationIndexView
    inspect_view_class = DonationInspectView
    inspect_view_fields = (
        *("reference", "crowdfund", "requested_minor", "net_minor", "entries", "state", "receipt"),
        *("donor", "created_at", "source", "payment_intent_id", "held_because"),
    )
