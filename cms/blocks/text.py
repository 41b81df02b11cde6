"""Blocks of words."""

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]
"""What editors may do with text: enough to structure it, too little to make it inaccessible."""

WORDS_ALONE = [feature for feature in TEXT_FEATURES if feature not in ("h2", "h3")]
"""For text within a block: headings would be of the wrong level."""


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


class HeadingStructValue(blocks.StructValue):
    @property
    def anchor(self) -> str:
        """What an address ends in that leads here."""
        return slugify(self["anchor"] or self["heading"])


class HeadingBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), help_text=_("Begins a section of the page."))
    anchor = blocks.CharBlock(
        label=_("Anchor"),
        required=False,
        help_text=_("What the address of the section ends in. Left empty, it is made of the heading."),
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "blocks/heading.html"
        value_class = HeadingStructValue
        description = _("Begins a section that others can link to, before any kind of block.")
        preview_value = {"heading": "How we got here", "anchor": ""}


class SectionBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), help_text=_("Always seen: a question, or what is inside."))
    text = blocks.RichTextBlock(label=_("Text"), features=WORDS_ALONE)

    class Meta:
        icon = "pilcrow"
        label = _("Section")


class AccordionBlock(blocks.StructBlock):
    sections = blocks.ListBlock(SectionBlock(), label=_("Sections"))

    class Meta:
        icon = "list-ul"
        label = _("Accordion")
        template = "blocks/accordion.html"
        description = _("Questions and answers that readers unfold. On paper all are open.")
        preview_value = {
            "sections": [
                {
                    "title": "Must I be a member of a party?",
                    "text": "<p>No: people of none meet, too.</p>",
                }
            ]
        }
