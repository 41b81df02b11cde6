"""The block that shows a crowdfund's tracker and asks for a gift."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.link import PageLinkBlock
from cms.public_tree import public_page
from pages.asks import ask_context


class CrowdfundBlock(blocks.StructBlock):
    page = PageLinkBlock(
        page_type="pages.CrowdfundPage",
        label=_("Crowdfund"),
        help_text=_("Whose tracker is shown. While its page is not published, nothing is shown."),
    )
    heading = blocks.CharBlock(
        label=_("Heading"), required=False, help_text=_("Left empty, the crowdfund's own title is used.")
    )

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        page, opening = public_page(value.get("page")), context.get("crowdfund")
        context.update(ask_context(page.translation_key, context.get("request")) if page else {"crowdfund": None})
        context["opens_the_page"] = bool(page and opening and opening.key == page.translation_key)
        return context

    def get_preview_value(self) -> Any:
        """The newest published crowdfund: there is nothing to show without one."""
        newest = self.child_blocks["page"].target_model.objects.live().order_by("pk").last()
        return self.normalize({"page": newest, "heading": ""})

    class Meta:
        icon = "tick-inverse"
        label = _("Crowdfund")
        template = "blocks/crowdfund.html"
        description = _("A crowdfund's progress, and the form to give.")
