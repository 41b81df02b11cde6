"""What happens when somebody gives. Each use case is one keyword-only function in one transaction."""

from donations.services.bank_lines import TakenIn, take_in_lines
from donations.services.checkout import (
    CHECKOUT_OPEN_FOR,
    CrowdfundClosed,
    KeyReused,
    MonthlyNotOffered,
    start_checkout,
)
from donations.services.crowdfunds import (
    Cost,
    has_been_given_to,
    put_crowdfund_in_force,
    put_crowdfund_text_in_force,
    say_why_goal_changed,
    withdraw_crowdfund,
    withdraw_crowdfund_text,
)
from donations.services.entries import reason_to_hold
from donations.services.matching import keep_match_fund, stale_matches
from donations.services.offline import (
    AlreadyDecided,
    LineTakenIn,
    Received,
    SecondPersonNeeded,
    approve_offline_gift,
    decline_offline_gift,
    enter_offline_gift,
    return_offline_gift,
)
from donations.services.pledges import PledgeClosed, close_pledge, enter_pledge
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
from donations.services.recurring import (
    PAUSES,
    MonthlyGiftOver,
    change_monthly,
    open_monthly_portal,
    order_stop,
    pause_monthly,
    stop_monthly,
    stop_monthly_due,
)
from donations.services.refunds import NothingToRefund, carry_out_refund, order_refund, refundable_minor
from donations.services.regulation import choose_status, pack_on, status_on, threshold_minor
from donations.services.subscriptions import find_monthly
from donations.services.totals import rebuild_total, reckon_total

__all__ = [
    "CHECKOUT_OPEN_FOR",
    "PAUSES",
    "AlreadyDecided",
    "Cost",
    "CrowdfundClosed",
    "KeyReused",
    "LineTakenIn",
    "MonthlyGiftOver",
    "MonthlyNotOffered",
    "NothingToRefund",
    "PaymentUnknown",
    "PledgeClosed",
    "Received",
    "SecondPersonNeeded",
    "TakenIn",
    "approve_offline_gift",
    "carry_out_refund",
    "change_monthly",
    "choose_status",
    "close_pledge",
    "decline_offline_gift",
    "enter_offline_gift",
    "enter_pledge",
    "find_donation",
    "find_monthly",
    "finish_event",
    "has_been_given_to",
    "keep_match_fund",
    "open_monthly_portal",
    "order_refund",
    "order_stop",
    "pack_on",
    "pause_monthly",
    "process_event",
    "process_kept_event",
    "put_crowdfund_in_force",
    "put_crowdfund_text_in_force",
    "reason_to_hold",
    "rebuild_total",
    "reckon_total",
    "record_facts",
    "refundable_minor",
    "return_offline_gift",
    "say_why_goal_changed",
    "stale_matches",
    "start_checkout",
    "status_on",
    "stop_monthly",
    "stop_monthly_due",
    "sync_donation",
    "sync_payment",
    "take_in_lines",
    "threshold_minor",
    "withdraw_crowdfund",
    "withdraw_crowdfund_text",
]
