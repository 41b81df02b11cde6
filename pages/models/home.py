"""The front page of the site in one language."""

from django.utils.translation import gettext_lazy as _

from pages.models.story import StoryPage


class HomePage(StoryPage):
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["pages.CampaignPage", "pages.StandardPage", "pages.CrowdfundPage"]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")
