"""Blocks of words."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]
"""What editors may do with text: enough to structure it, too little to make it inaccessible."""


class TextBlock(blocks.RichTextBlock):
    def __init__(self, **kwargs: object) -> None:
        super().__init__(**{"features": TEXT_FEATURES, **kwargs})

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "blocks/text.html"
        description = _("Paragraphs, headings, lists and links.")
        preview_value = "<h2>Why we need a hub</h2><p>Local groups meet, and then lose sight of one another.</p>"


class QuoteBlock(blocks.StructBlock):
    quote = blocks.TextBlock(label=_("Quote"), help_text=_("The words themselves, without quotation marks."))
    speaker = blocks.CharBlock(label=_("Who said it"), required=False, help_text=_("A name people know them by."))
    affiliation = blocks.CharBlock(
        label=_("Affiliation"), required=False, help_text=_("Their party, group or place, for example “Frome”.")
    )

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "blocks/quote.html"
        description = _("What somebody said, set apart from the text.")
        preview_value = {
            "quote": "The meetings need to be participatory. This is the essence of the alliance.",
            "speaker": "A reader",
            "affiliation": "",
        }
