"""Every page type, one module each, and what a crowdfund's page lists."""

from pages.models.blog import BlogIndexPage, BlogPostPage, PostAuthor
from pages.models.campaign import CampaignPage
from pages.models.contribution import Contribution, ContributionNote, Offer, State
from pages.models.costs import BudgetLine, SpendingEntry, StretchGoal
from pages.models.crowdfund import CrowdfundPage
from pages.models.event import EventPage, EventSpeaker
from pages.models.finding import Finding
from pages.models.home import HomePage
from pages.models.hub import HubIndexPage, HubPage
from pages.models.imported import ImportedItem
from pages.models.person import PersonPage
from pages.models.press import PressDownload, PressPage
from pages.models.report import MeetingReportPage
from pages.models.series import SeriesPage
from pages.models.standard import StandardPage

__all__ = [
    "BlogIndexPage",
    "BlogPostPage",
    "BudgetLine",
    "CampaignPage",
    "Contribution",
    "ContributionNote",
    "CrowdfundPage",
    "EventPage",
    "EventSpeaker",
    "Finding",
    "HomePage",
    "HubIndexPage",
    "HubPage",
    "ImportedItem",
    "MeetingReportPage",
    "Offer",
    "PersonPage",
    "PostAuthor",
    "PressDownload",
    "PressPage",
    "SeriesPage",
    "SpendingEntry",
    "StandardPage",
    "State",
    "StretchGoal",
]
