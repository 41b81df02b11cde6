"""A page for everything that needs no type of its own: about us, privacy, contact."""

from django.utils.translation import gettext_lazy as _

from pages.models.story import BodyPage


class StandardPage(BodyPage):
    page_description = _("A plain page, for example “About us” or “Privacy”.")
    parent_page_types = ["pages.HomePage", "pages.CampaignPage", "pages.StandardPage"]
    subpage_types = ["pages.StandardPage", "pages.PersonPage"]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")
