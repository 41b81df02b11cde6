"""Blocks of files. What lies in a private collection is shown to nobody, not even by its title."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from cms.blocks.stream import FetchedTogether
from cms.closed_pictures import known_closed_collections


class PublicFileBlock(FetchedTogether, DocumentChooserBlock):
    pass


@dataclass(frozen=True, slots=True)
class PublicFile:
    """A document that everybody may have. `kind` is its extension, `size` in bytes, None where that is unknown."""

    title: str
    url: str
    kind: str
    size: int | None

    @classmethod
    def of(cls, document: Any) -> "PublicFile | None":
        """None for one of a private collection."""
        if any(document.collection_id == each.pk for each in known_closed_collections.rows()):
            return None
        return cls(document.title, document.url, document.file_extension.lower(), document.file_size)


class DocumentStructValue(blocks.StructValue):
    @property
    def file(self) -> PublicFile | None:
        found: PublicFile | None = self["document"] and PublicFile.of(self["document"])
        return found

    @property
    def shown_title(self) -> str:
        return self["title"] or (self.file.title if self.file else "")


class DocumentBlock(blocks.StructBlock):
    document = PublicFileBlock(label=_("Document"))
    title = blocks.CharBlock(
        label=_("Title"), required=False, help_text=_("Left empty, the document’s own title is used.")
    )
    description = blocks.TextBlock(label=_("Description"), required=False, help_text=_("What is in it, and for whom."))

    def get_preview_value(self) -> Any:
        newest = self.child_blocks["document"].model_class.objects.order_by("pk").last()
        return self.normalize({"document": newest, "title": "", "description": "What is in it, and for whom"})

    class Meta:
        icon = "doc-full"
        label = _("Document")
        template = "blocks/document.html"
        value_class = DocumentStructValue
        description = _("A file to download, with its kind and size.")
