"""Blocks of pictures. A picture always has a text for those who cannot see it, or is marked as decoration."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

from cms.blocks.stream import FetchedTogether


class PictureChooserBlock(FetchedTogether, ImageChooserBlock):
    pass


class PictureBlock(ImageBlock):
    """A picture and the decision what it says to those who cannot see it."""

    def __init__(self, required: bool = True, **kwargs: Any) -> None:
        super().__init__(required=required, **kwargs)
        chooser = PictureChooserBlock(required=required)
        chooser.set_name("image")
        self.child_blocks["image"] = chooser


def newest_picture() -> dict[str, Any]:
    """The newest of the library, which its editors recognise, as a preview keeps it."""
    newest = get_image_model().objects.order_by("pk").values_list("pk", flat=True).last()
    return {"image": newest, "decorative": True, "alt_text": ""}


class PictureStructValue(blocks.StructValue):
    @property
    def pictures(self) -> list[Any]:
        """Those that the page shows."""
        return [self["image"]] if self["image"] else []


class CaptionedImageBlock(blocks.StructBlock):
    image = PictureBlock(
        label=_("Picture"), help_text=_("Say what the picture shows, or mark it as decoration if it adds nothing.")
    )
    caption = blocks.CharBlock(
        label=_("Caption"), required=False, help_text=_("Shown beneath the picture, to everybody.")
    )

    def get_preview_value(self) -> Any:
        return self.to_python({"image": newest_picture(), "caption": "The first meeting, 5 July"})

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "blocks/image.html"
        value_class = PictureStructValue
        description = _("A picture with its text for those who cannot see it, and a caption.")


class GalleryStructValue(blocks.StructValue):
    @property
    def shown(self) -> list[Any]:
        return [each for each in self["pictures"] if each["image"]]

    @property
    def pictures(self) -> list[Any]:
        return [each["image"] for each in self.shown]


class GalleryBlock(blocks.StructBlock):
    caption = blocks.CharBlock(
        label=_("Caption"), required=False, help_text=_("What all of them show. Each may have a caption of its own.")
    )
    pictures = blocks.ListBlock(CaptionedImageBlock(), label=_("Pictures"), help_text=_("In their order."))

    def get_preview_value(self) -> Any:
        pictures = [{"image": newest_picture(), "caption": words} for words in ("The hall fills", "Brighton")]
        return self.to_python({"caption": "Summer 2016", "pictures": pictures})

    class Meta:
        icon = "image"
        label = _("Gallery")
        template = "blocks/gallery.html"
        value_class = GalleryStructValue
        description = _("Several pictures side by side, each with its text and caption.")
