"""Money in the admin, to look at: donations, the ledger, Stripe's events. Looking at a donor's data is written down."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import InspectView
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.log_actions import log

from cms.read_only import ReadOnlyViewSet
from donations.models import Donation, LedgerEntry, StripeEvent
from donations.money import format_minor, to_decimal
from donations.treasury.exports import ExportedIndexView

LOOKED_AT_DONOR = "donations.look_at_donor"


def amount(field: str) -> Callable[[Any], str]:
    """Reads an amount in minor units off a row and writes it as people read it."""
    return lambda row: format_minor(getattr(row, field), row.currency, get_language() or "en")


def pounds(field: str) -> Callable[[Any], Decimal]:
    """Reads an amount in minor units off a row as a number that a spreadsheet can add up."""
    return lambda row: to_decimal(getattr(row, field), row.currency)


def moment(field: str, style: str = "j F Y, H:i") -> Callable[[Any], str]:
    """Reads a time off a row and writes it by the clock here."""

    def read(row: Any) -> str:
        at: datetime = getattr(row, field)
        return date_format(timezone.localtime(at), style)

    return read


SORTABLE = "Y-m-d H:i"


class InspectMoneyView(InspectView):
    """`shown` says how a field is written that Wagtail would write as the database holds it."""

    shown: dict[str, Callable[[Any], Any]] = {}
    labels: dict[str, Any] = {}

    def get_field_label(self, field_name: str, field: Any) -> str:
        return str(self.labels[field_name]) if field_name in self.labels else super().get_field_label(field_name, field)

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        if field_name in self.shown:
            return self.shown[field_name](self.object)
        return super().get_field_display_value(field_name, field)


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


class LedgerEntryIndexView(ExportedIndexView):
    exported = (
        (_("Key"), lambda row: row.external_key),
        (_("Kind"), lambda row: row.get_kind_display()),
        (_("Amount"), pounds("amount_minor")),
        (_("Currency"), lambda row: row.currency),
        (_("Crowdfund"), lambda row: row.crowdfund.title),
        (_("Donation"), lambda row: row.donation.reference),
        (_("Happened"), moment("occurred_at", SORTABLE)),
        (_("Recorded"), moment("recorded_at", SORTABLE)),
        (_("Payment at Stripe"), lambda row: row.payment_intent_id),
    )

    def get_base_queryset(self) -> Any:
        rows = super().get_base_queryset()
        return rows.select_related("crowdfund", "donation").prefetch_related("crowdfund__texts")


class LedgerEntryInspectView(InspectMoneyView):
    shown = {
        "amount_minor": amount("amount_minor"),
        "occurred_at": moment("occurred_at"),
        "recorded_at": moment("recorded_at"),
    }


class LedgerEntryViewSet(ReadOnlyViewSet):
    model = LedgerEntry
    icon = "list-ol"
    menu_label = _("Ledger")
    list_display = (
        "donation",
        Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind"),
        Column("amount", label=_("Amount"), accessor=amount("amount_minor"), sort_key="amount_minor"),
        Column("crowdfund", label=_("Crowdfund"), accessor="crowdfund.title"),
        Column("occurred_at", label=_("Happened"), accessor=moment("occurred_at"), sort_key="occurred_at"),
    )
    list_filter = ("kind", "crowdfund")
    ordering = ("-recorded_at", "-pk")
    index_view_class = LedgerEntryIndexView
    inspect_view_class = LedgerEntryInspectView
    inspect_view_fields = (
        *("external_key", "kind", "amount_minor", "crowdfund", "donation"),
        *("payment_intent_id", "occurred_at", "recorded_at"),
    )


class StripeEventInspectView(InspectMoneyView):
    shown = {"created_at": moment("created_at"), "received_at": moment("received_at")}


class StripeEventViewSet(ReadOnlyViewSet):
    """The payload stays out: it holds what donors told Stripe."""

    model = StripeEvent
    icon = "mail"
    menu_label = _("Stripe events")
    list_display = (
        "id",
        Column("type", label=_("Type"), sort_key="type"),
        Column("status", label=_("Status"), accessor="get_status_display", sort_key="status"),
        Column("attempts", label=_("Attempts")),
        Column("received_at", label=_("Received"), accessor=moment("received_at"), sort_key="received_at"),
    )
    list_filter = ("status", "type")
    ordering = ("-received_at",)
    inspect_view_class = StripeEventInspectView
    inspect_view_fields = (
        *("id", "type", "status", "attempts", "error"),
        *("payment_intent_id", "created_at", "received_at"),
    )


class MoneyGroup(ViewSetGroup):
    menu_label = _("Money")
    menu_icon = "tick-inverse"
    menu_order = 400
    items = (DonationViewSet, LedgerEntryViewSet, StripeEventViewSet)
