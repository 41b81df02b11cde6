"""Models of giving. Money hangs on these language-neutral rows; words live on the pages that put them in force."""

from donations.models.crowdfund import BudgetLine, Crowdfund, CrowdfundText, CrowdfundTotal, SpendingEntry
from donations.models.donation import Donation, Donor
from donations.models.ledger import LedgerEntry
from donations.models.stripe_event import StripeEvent

__all__ = [
    "BudgetLine",
    "Crowdfund",
    "CrowdfundText",
    "CrowdfundTotal",
    "Donation",
    "Donor",
    "LedgerEntry",
    "SpendingEntry",
    "StripeEvent",
]
