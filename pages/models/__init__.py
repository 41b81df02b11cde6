"""Every page type, one module each."""

from pages.models.campaign import CampaignPage
from pages.models.crowdfund import BudgetLine, CrowdfundPage, SpendingEntry
from pages.models.home import HomePage
from pages.models.standard import StandardPage

__all__ = ["BudgetLine", "CampaignPage", "CrowdfundPage", "HomePage", "SpendingEntry", "StandardPage"]
