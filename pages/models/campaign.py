"""A campaign: its story, its ask, its meetings, on one page."""

from django.utils.translation import gettext_lazy as _

from pages.models.story import StoryPage


class CampaignPage(StoryPage):
    page_description = _("A campaign's story with its crowdfund and its meetings.")
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.CrowdfundPage", "pages.StandardPage"]

    class Meta:
        verbose_name = _("campaign page")
        verbose_name_plural = _("campaign pages")
