"""Disputes in the admin: what a donor's bank asks for, until when to answer, and the way to Stripe, where one does."""

from typing import Any

from django.conf import settings
from django.db.models import Case, Q, Value, When
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.ui.tables import Column

from cms.cells import SORTABLE, InspectRowView, inspect_link, moment
from cms.exports import ExportedIndexView
from cms.read_only import ReadOnlyViewSet
from donations.models import Dispute
from donations.services.disputes import TO_ANSWER
from donations.treasury.cells import amount, pounds
from donations.treasury.searching import SearchedIndexView, of_donation

STATUSES = {
    "warning_needs_response": gettext_lazy("Inquiry: to be answered"),
    "warning_under_review": gettext_lazy("Inquiry: with the bank"),
    "warning_closed": gettext_lazy("Inquiry: closed"),
    "needs_response": gettext_lazy("To be answered"),
    "under_review": gettext_lazy("With the bank"),
    "prevented": gettext_lazy("Prevented"),
    "won": gettext_lazy("Won: the money is ours"),
    "lost": gettext_lazy("Lost: the money is gone"),
}
REASONS = {
    "bank_cannot_process": gettext_lazy("The bank could not process it"),
    "credit_not_processed": gettext_lazy("A refund was promised and did not come"),
    "customer_initiated": gettext_lazy("The donor asked their bank for it"),
    "debit_not_authorized": gettext_lazy("The donor did not agree to the debit"),
    "duplicate": gettext_lazy("Charged twice"),
    "fraudulent": gettext_lazy("The card’s owner says it was not them"),
    "general": gettext_lazy("No reason was told"),
    "incorrect_account_details": gettext_lazy("The account’s details are wrong"),
    "insufficient_funds": gettext_lazy("There was not enough money in the account"),
    "product_not_received": gettext_lazy("Something was not received"),
    "product_unacceptable": gettext_lazy("Something was not as described"),
    "subscription_canceled": gettext_lazy("The monthly gift had been stopped"),
    "unrecognized": gettext_lazy("The donor does not recognise the payment"),
}


def status_of(dispute: Dispute) -> str:
    """In words; one that Stripe has added since, as Stripe writes it."""
    return str(STATUSES.get(dispute.status, dispute.status))


def reason_of(dispute: Dispute) -> str:
    return str(REASONS.get(dispute.reason, dispute.reason))


def deadline_of(dispute: Dispute) -> str:
    """Until when to answer, and how long that still is; nothing once there is nothing to answer."""
    if dispute.due_by is None or dispute.status not in TO_ANSWER:
        return "–"
    due, now = timezone.localtime(dispute.due_by), timezone.localtime()
    day = date_format(due, "j F Y")
    if due < now:
        return _("%(day)s: too late") % {"day": day}
    days = (due.date() - now.date()).days
    if days == 0:
        return _("today, by %(time)s") % {"time": date_format(due, "H:i")}
    return ngettext("%(day)s, %(days)s day left", "%(day)s, %(days)s days left", days) % {"day": day, "days": days}


def _at_stripe(dispute: Dispute) -> SafeString:
    test = "" if settings.STRIPE_LIVEMODE else "test/"
    words = _("Answer, or look at it, in Stripe’s dashboard")
    url = f"https://dashboard.stripe.com/{test}disputes/{dispute.dispute_id}"
    return format_html('<a href="{}" rel="noreferrer">{}</a>', url, words)


class DisputeIndexView(SearchedIndexView, ExportedIndexView):
    exported = (
        (gettext_lazy("Dispute at Stripe"), lambda row: row.dispute_id),
        (gettext_lazy("Donation"), lambda row: row.donation.reference),
        (gettext_lazy("Amount"), pounds("amount_minor")),
        (gettext_lazy("Currency"), lambda row: row.currency),
        (gettext_lazy("Status"), status_of),
        (gettext_lazy("Reason"), reason_of),
        (gettext_lazy("Opened"), moment("opened_at", SORTABLE)),
        (gettext_lazy("Answer by"), lambda row: moment("due_by", SORTABLE)(row) if row.due_by else ""),
    )

    def get_base_queryset(self) -> Any:
        """Those first that wait for an answer, the most pressing before the rest."""
        is_open = Case(When(status__in=TO_ANSWER, then=Value(0)), default=Value(1))
        return super().get_base_queryset().select_related("donation").annotate(is_open=is_open)

    def found_by(self, words: str) -> Q:
        return of_donation(words, "donation__", dispute_id=words)


class DisputeInspectView(InspectRowView):
    shown = {
        "amount_minor": amount("amount_minor"),
        "status": status_of,
        "reason": reason_of,
        "due_by": deadline_of,
        "opened_at": moment("opened_at"),
        "donation": lambda row: inspect_link("donation", row.donation),
        "at_stripe": _at_stripe,
    }
    labels = {"at_stripe": gettext_lazy("What to do")}


class DisputeViewSet(ReadOnlyViewSet):
    model = Dispute
    icon = "warning"
    menu_label = gettext_lazy("Disputes")
    list_display = (
        "dispute_id",
        Column("due_by", label=gettext_lazy("Answer by"), accessor=deadline_of, sort_key="due_by"),
        Column("donation", label=gettext_lazy("Donation"), accessor="donation.reference"),
        Column("amount", label=gettext_lazy("Amount"), accessor=amount("amount_minor"), sort_key="amount_minor"),
        Column("status", label=gettext_lazy("Status"), accessor=status_of, sort_key="status"),
    )
    ordering = ("is_open", "due_by")
    index_view_class = DisputeIndexView
    inspect_view_class = DisputeInspectView
    inspect_view_fields = (
        *("dispute_id", "donation", "amount_minor", "status", "reason", "opened_at", "due_by", "at_stripe"),
    )
