"""The block of other interesting reads: pages of this site and articles elsewhere."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.link import LinkStructValue, PageLinkBlock
from cms.public_tree import public_page


class ReadStructValue(LinkStructValue):
    @property
    def shown_title(self) -> str:
        """The given title, else the page's own."""
        page = public_page(self.get("page"))
        return self.get("title") or (page.title if page else "")

    @property
    def is_shown(self) -> bool:
        """An entry for a page that not everybody may see is left out altogether."""
        return self.get("page") is None or self.href is not None


class ReadBlock(blocks.StructBlock):
    title = blocks.CharBlock(
        label=_("Title"), required=False, help_text=_("Left empty, the chosen page's own title is used.")
    )
    page = PageLinkBlock(label=_("Page"), required=False, help_text=_("A page of this site."))
    url = blocks.URLBlock(label=_("Address"), required=False, help_text=_("Or an article elsewhere."))
    source = blocks.CharBlock(label=_("Source"), required=False, help_text=_("Who published it."))

    class Meta:
        icon = "doc-full"
        label = _("Read")
        value_class = ReadStructValue


class RelatedReadsStructValue(blocks.StructValue):
    @property
    def shown(self) -> list[Any]:
        return [read for read in self["reads"] if read.is_shown and read.shown_title]


class RelatedReadsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), help_text=_("For example “Other interesting reads”."))
    reads = blocks.ListBlock(ReadBlock(), label=_("Reads"), help_text=_("Drafts and private pages are left out."))

    class Meta:
        icon = "list-ul"
        label = _("Related reads")
        template = "blocks/related_reads.html"
        value_class = RelatedReadsStructValue
        description = _("Pages and articles that lead on from here.")
        preview_value = {
            "heading": "Other interesting reads",
            "reads": [{"title": "Dead Centre: redefining the centre of British politics"}],
        }
