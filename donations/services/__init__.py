"""What happens when somebody gives. Each use case is one keyword-only function in one transaction."""

from donations.services.checkout import CHECKOUT_OPEN_FOR, CrowdfundClosed, KeyReused, start_checkout
from donations.services.crowdfunds import (
    Cost,
    put_crowdfund_in_force,
    put_crowdfund_text_in_force,
    withdraw_crowdfund,
    withdraw_crowdfund_text,
)
from donations.services.entries import reason_to_hold
from donations.services.recording import (
    PaymentUnknown,
    find_donation,
    finish_event,
    process_event,
    process_kept_event,
    record_facts,
    sync_donation,
    sync_payment,
)
from donations.services.refunds import NothingToRefund, carry_out_refund, order_refund, refundable_minor
from donations.services.totals import rebuild_total, reckon_total

__all__ = [
    "CHECKOUT_OPEN_FOR",
    "Cost",
    "CrowdfundClosed",
    "KeyReused",
    "NothingToRefund",
    "PaymentUnknown",
    "carry_out_refund",
    "find_donation",
    "finish_event",
    "order_refund",
    "process_event",
    "process_kept_event",
    "put_crowdfund_in_force",
    "put_crowdfund_text_in_force",
    "reason_to_hold",
    "rebuild_total",
    "reckon_total",
    "record_facts",
    "refundable_minor",
    "start_checkout",
    "sync_donation",
    "sync_payment",
    "withdraw_crowdfund",
    "withdraw_crowdfund_text",
]
