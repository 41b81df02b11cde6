"""What the treasurer's desk writes into Wagtail's log, and how the log tells it."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter

from donations.models import RefundOrder, StripeEvent

ACCEPTED_GIFT = "donations.accept_gift"
ASKED_DONOR = "donations.ask_donor"
CHOSE_STATUS = "donations.choose_status"
LOOKED_AT_DONOR = "donations.look_at_donor"
ORDERED_REFUND = "donations.order_refund"
REPLAYED_EVENT = "donations.replay_event"
RETURNED_GIFT = "donations.return_gift"
READ_LAW_REPORT = "donations.read_law_report"
SEARCHED_DONOR = "donations.search_donor"
TOOK_SOURCES = "donations.export_sources"


class RefundFormatter(LogFormatter):
    label = _("Send money back")

    def format_message(self, log_entry: Any) -> str:
        why = dict(RefundOrder.Why.choices).get(log_entry.data["why"], log_entry.data["why"])
        return gettext("Ordered a refund of %(amount)s: %(why)s") % {"amount": log_entry.data["amount"], "why": why}


class ReplayFormatter(LogFormatter):
    label = _("Process a Stripe event again")

    def format_message(self, log_entry: Any) -> str:
        status = log_entry.data["status"]
        words = dict(StripeEvent.Status.choices).get(status, status)
        return gettext("Processed a Stripe event again. It is now: %(status)s") % {"status": words}


class LawReportFormatter(LogFormatter):
    label = _("Read the report by law")

    def format_message(self, log_entry: Any) -> str:
        return gettext("Read the report by law of %(year)s") % {"year": log_entry.data["year"]}


def register(actions: Any) -> None:
    """Make Wagtail's log know what is written here."""
    actions.register_action(ORDERED_REFUND)(RefundFormatter)
    actions.register_action(REPLAYED_EVENT)(ReplayFormatter)
    actions.register_action(SEARCHED_DONOR, _("Look for a donor"), _("Looked for the donations of one email address"))
    actions.register_action(TOOK_SOURCES, _("Download where gifts come from"), _("Downloaded where gifts come from"))
    actions.register_action(ACCEPTED_GIFT, _("Accept a checked gift"), _("Accepted the gift after the check by law"))
    actions.register_action(RETURNED_GIFT, _("Return a checked gift"), _("Sent the gift back because of the law"))
    actions.register_action(ASKED_DONOR, _("Ask a donor who they are"), _("Asked the donor by email who they are"))
    actions.register_action(CHOSE_STATUS, _("Choose the regulated status"), _("Chose the regulated status"))
    actions.register_action(READ_LAW_REPORT)(LawReportFormatter)
