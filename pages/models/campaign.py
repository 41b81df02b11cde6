"""A campaign: its story, its ask, its meetings, on one page."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail_localize.fields import SynchronizedField

from cms.page_types import type_id
from cms.public_tree import PublicPage, public_page, public_tree
from community.talks import Mode
from pages.models.press import PressPage
from pages.models.story import StoryPage, below
from pages.models.talk import TalkPage, comments_field


class CampaignPage(TalkPage, StoryPage):
    comments = comments_field(Mode.OFF)

    settings_panels = [*StoryPage.settings_panels, TalkPage.comments_panel]
    override_translatable_fields = [SynchronizedField("comments", overridable=False)]
    show_in_menus_default = True
    page_description = _("A campaign's story with its crowdfund and its meetings.")
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.CrowdfundPage", "pages.StandardPage"]

    goes_with_all_below = True
    """Whoever withdraws it withdraws its crowdfund, unless they say otherwise: the one tells what the other is for."""

    class Meta:
        verbose_name = _("campaign page")
        verbose_name_plural = _("campaign pages")

    def listed(self) -> list[PublicPage]:
        """Its crowdfunds, while it does not open with one of them: they must be found from somewhere."""
        return [] if public_page(self.crowdfund_id) else below(self, "CrowdfundPage")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """`press` is where journalists find whom to call and what to download, if there is such a page."""
        press = type_id(PressPage)
        found = public_tree().listed(press, get_language())
        return {**super().get_context(request, *args, **kwargs), "press": next(iter(found), None)}
