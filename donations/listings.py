"""Money in the admin, to look at: donations, the ledger, Stripe's events. Looking at a donor's data is written down."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import InspectView
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.log_actions import log

from cms.read_only import ReadOnlyViewSet
from donations.models import Donation, LedgerEntry, StripeEvent
from donations.money import format_minor

LOOKED_AT_DONOR = "donations.look_at_donor"


def amount(field: str) -> Callable[[Any], str]:
    """Reads an amount in minor units off a row and writes it as people read it."""
    return lambda row: format_minor(getattr(row, field), row.currency, get_language() or "en")


class DonationInspectView(InspectView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.object.donor_id:
            log(instance=self.object, action=LOOKED_AT_DONOR, user=self.request.user)
        return super().get_context_data(**kwargs)

    def get_requested_minor_display_value(self) -> str:
        return amount("requested_minor")(self.object)


class DonationViewSet(ReadOnlyViewSet):
    model = Donation
    icon = "tick-inverse"
    menu_label = _("Donations")
    list_display = (
        "reference",
        Column("requested", label=_("amount"), accessor=amount("requested_minor")),
        Column("state", label=_("state"), accessor="get_state_display", sort_key="state"),
        "crowdfund",
        DateColumn("created_at", label=_("begun"), sort_key="created_at"),
    )
    list_filter = ("state", "crowdfund")
    ordering = ("-created_at",)
    inspect_view_class = DonationInspectView
    inspect_view_fields = (
        *("reference", "crowdfund", "requested_minor", "state", "donor", "created_at"),
        *("source", "payment_intent_id", "held_because"),
    )


class LedgerEntryInspectView(InspectView):
    def get_amount_minor_display_value(self) -> str:
        return amount("amount_minor")(self.object)


class LedgerEntryViewSet(ReadOnlyViewSet):
    model = LedgerEntry
    icon = "list-ol"
    menu_label = _("Ledger")
    list_display = (
        "external_key",
        Column("kind", label=_("kind"), accessor="get_kind_display", sort_key="kind"),
        Column("amount", label=_("amount"), accessor=amount("amount_minor"), sort_key="amount_minor"),
        "crowdfund",
        DateColumn("occurred_at", label=_("when"), sort_key="occurred_at"),
    )
    list_filter = ("kind", "crowdfund")
    ordering = ("-recorded_at", "-pk")
    inspect_view_class = LedgerEntryInspectView
    inspect_view_fields = (
        *("external_key", "kind", "amount_minor", "crowdfund", "donation"),
        *("payment_intent_id", "occurred_at", "recorded_at"),
    )


class StripeEventViewSet(ReadOnlyViewSet):
    """The payload stays out: it holds what donors told Stripe."""

    model = StripeEvent
    icon = "mail"
    menu_label = _("Stripe events")
    list_display = (
        "id",
        "type",
        Column("status", label=_("status"), accessor="get_status_display", sort_key="status"),
        "attempts",
        DateColumn("received_at", label=_("received"), sort_key="received_at"),
    )
    list_filter = ("status", "type")
    ordering = ("-received_at",)
    inspect_view_fields = (
        "id",
        "type",
        "status",
        "attempts",
        "error",
        "payment_intent_id",
        "created_at",
        "received_at",
    )


class MoneyGroup(ViewSetGroup):
    menu_label = _("Money")
    menu_icon = "tick-inverse"
    menu_order = 400
    items = (DonationViewSet, LedgerEntryViewSet, StripeEventViewSet)
