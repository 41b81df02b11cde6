"""The block of other interesting reads: pages of this site and articles elsewhere."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.blocks.link import LinkStructValue, PageLinkBlock
from cms.public_tree import public_page
from pages.reads import reads_of

MOST_FILLED = 12


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
    source = blocks.CharBlock(label=_("Source"), required=False, help_text=_("Who published it elsewhere."))
    date = blocks.DateBlock(label=_("Date"), required=False, help_text=_("When it was published there."))

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if cleaned["url"] and not cleaned["page"] and not cleaned["title"]:
            raise StructBlockValidationError({"title": ValidationError(_("Enter the title of the article"))})
        return cleaned

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
    fill_up_to = blocks.IntegerBlock(
        label=_("Fill up to"),
        required=False,
        min_value=0,
        max_value=MOST_FILLED,
        help_text=_(
            "So many reads in all: posts on the same topics are added by themselves, or the newest ones where the page "
            "has no topic. Empty: only those above."
        ),
    )

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        return {**context, "reads": reads_of(value, context.get("request"))}

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
