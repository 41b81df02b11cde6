"""Blocks of pictures. A picture always has a text for those who cannot see it, or is marked as decoration."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock


class CaptionedImageBlock(blocks.StructBlock):
    image = ImageBlock(
        label=_("picture"), help_text=_("Say what the picture shows, or mark it as decoration if it adds nothing.")
    )
    caption = blocks.CharBlock(
        label=_("caption"), required=False, help_text=_("Shown beneath the picture, to everybody.")
    )

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "blocks/image.html"
        description = _("A picture with its text for those who cannot see it, and a caption.")
        preview_value = {"image": None, "caption": "The first meeting, 5 July"}
