"""Models of giving. Money hangs on these language-neutral rows; words live on the pages that put them in force."""

from donations.models.costs import BudgetLine, SpendingEntry, StretchGoal
from donations.models.crowdfund import Crowdfund, CrowdfundText, CrowdfundTotal
from donations.models.donation import Donation, Donor
from donations.models.law import PermissibilityCheck, RegulatedStatus
from donations.models.ledger import LedgerEntry
from donations.models.offline import MatchFund, OfflineGift, Pledge
from donations.models.recurring import RecurringDonation
from donations.models.refunds import Dispute, RefundOrder, RefundRequest
from donations.models.settings import MoneySettings
from donations.models.stripe_event import StripeEvent
from donations.models.supporters import SupporterMessage, SupporterUpdate

__all__ = [
    "BudgetLine",
    "Crowdfund",
    "CrowdfundText",
    "CrowdfundTotal",
    "Dispute",
    "Donation",
    "Donor",
    "LedgerEntry",
    "MatchFund",
    "MoneySettings",
    "OfflineGift",
    "PermissibilityCheck",
    "Pledge",
    "RecurringDonation",
    "RefundOrder",
    "RefundRequest",
    "RegulatedStatus",
    "SpendingEntry",
    "StretchGoal",
    "StripeEvent",
    "SupporterMessage",
    "SupporterUpdate",
]
