"""The ledger in the admin, row by row, as it is."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from cms.cells import SORTABLE, InspectRowView, moment
from cms.exports import ExportedIndexView
from cms.read_only import ReadOnlyViewSet
from donations.models import LedgerEntry
from donations.treasury.cells import amount, pounds
from donations.treasury.searching import SearchedIndexView, of_donation


class LedgerEntryIndexView(SearchedIndexView, ExportedIndexView):
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

    def found_by(self, words: str) -> Q:
        return of_donation(words, "donation__", external_key=words, payment_intent_id=words)


class LedgerEntryInspectView(InspectRowView):
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
