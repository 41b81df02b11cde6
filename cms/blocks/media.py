"""Blocks of pictures. A picture always has a text for those who cannot see it, or is marked as decoration."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock


class CaptionedImageBlock(blocks.StructBlock):
    image = ImageBlock(
        label=_("Picture"), help_text=_("Say what the picture shows, or mark it as decoration if it adds nothing.")
    )
    caption = blocks.CharBlock(
        label=_("Caption"), required=False, help_text=_("Shown beneath the picture, to everybody.")
    )

    def get_preview_value(self) -> Any:
        """The newest picture of the library, which its editors recognise."""
        newest = get_image_model().objects.order_by("pk").values_list("pk", flat=True).last()
        image = {"image": newest, "decorative": True, "alt_text": ""}
        return self.to_python({"image": image, "caption": "The first meeting, 5 July"})

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "blocks/image.html"
        description = _("A picture with its text for those who cannot see it, and a caption.")
