"""Blocks that ask the reader to do something."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.blocks.link import LinkStructValue, PageLinkBlock, is_one_of_two


class CallToActionBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), help_text=_("What you ask for, in a few words."))
    text = blocks.TextBlock(label=_("Text"), required=False, help_text=_("Why, in one or two sentences."))
    button = blocks.CharBlock(
        label=_("Words on the button"), max_length=60, help_text=_("A verb first: “Write to us”, “Find a meeting”.")
    )
    page = PageLinkBlock(label=_("Page"), required=False, help_text=_("Where the button leads."))
    url = blocks.CharBlock(
        label=_("Address"),
        required=False,
        help_text=_("Instead of a page: a web address, or mailto: and an e-mail address."),
    )

    def clean(self, value: Any) -> Any:
        result = super().clean(value)
        url = result.get("url")
        if not is_one_of_two(self, result.get("page"), url):
            message = ValidationError(_("Choose a page or give an address, one of the two."))
            raise StructBlockValidationError(block_errors={"page": message})
        if url and not url.startswith(("https://", "http://", "mailto:", "/")):
            message = ValidationError(_("Start the address with https:// or mailto:"))
            raise StructBlockValidationError(block_errors={"url": message})
        return result

    class Meta:
        icon = "link"
        label = _("Call to action")
        template = "blocks/call_to_action.html"
        value_class = LinkStructValue
        description = _("One thing to do, with a button.")
        preview_value = {
            "heading": "Could you host a meeting?",
            "text": "A room, an evening and somebody who knows the town are enough.",
            "button": "Write to us",
            "page": None,
            "url": "mailto:hello@hustings.example",
        }
