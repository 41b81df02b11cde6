"""What Stripe has told, in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from cms.read_only import ReadOnlyViewSet
from donations.models import StripeEvent
from donations.treasury.cells import InspectMoneyView, moment


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
