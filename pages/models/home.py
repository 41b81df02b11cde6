"""The front page of the site in one language."""

from django.utils.translation import gettext_lazy as _

from cms.public_tree import PublicPage
from pages.models.story import StoryPage, below


class HomePage(StoryPage):
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        *("pages.CampaignPage", "pages.StandardPage", "pages.CrowdfundPage", "pages.HubIndexPage", "pages.EventPage"),
        *("pages.MeetingReportPage", "pages.BlogIndexPage", "pages.PersonPage", "pages.PressPage"),
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def listed(self) -> list[PublicPage]:
        """All campaigns, crowdfunds and the list of hubs, until somebody writes what the front page says of them."""
        return [] if self.body else below(self, "CampaignPage", "CrowdfundPage", "HubIndexPage")
