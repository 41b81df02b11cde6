"""Every page type, one module each, and the lines of a crowdfund's costs."""

from pages.models.campaign import CampaignPage
from pages.models.costs import BudgetLine, SpendingEntry
from pages.models.crowdfund import CrowdfundPage
from pages.models.home import HomePage
from pages.models.standard import StandardPage

__all__ = ["BudgetLine", "CampaignPage", "CrowdfundPage", "HomePage", "SpendingEntry", "StandardPage"]
