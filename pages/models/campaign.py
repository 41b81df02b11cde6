"""A campaign: its story, its ask, its meetings, on one page."""

from django.utils.translation import gettext_lazy as _

from cms.public_tree import PublicPage, public_page
from pages.models.story import StoryPage, below


class CampaignPage(StoryPage):
    show_in_menus_default = True
    page_description = _("A campaign's story with its crowdfund and its meetings.")
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.CrowdfundPage", "pages.StandardPage"]

    class Meta:
        verbose_name = _("campaign page")
        verbose_name_plural = _("campaign pages")

    def listed(self) -> list[PublicPage]:
        """Its crowdfunds, while it does not open with one of them: they must be found from somewhere."""
        return [] if public_page(self.crowdfund_id) else below(self, "CrowdfundPage")
