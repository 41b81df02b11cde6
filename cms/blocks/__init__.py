"""Blocks that need no domain: words, pictures, films, files, buttons. Those over domains lie in pages/blocks/."""

from cms.blocks.action import CallToActionBlock
from cms.blocks.documents import DocumentBlock
from cms.blocks.media import CaptionedImageBlock, GalleryBlock, PictureBlock
from cms.blocks.players import EmbedBlock, VideoBlock
from cms.blocks.stream import BodyStream, read_together
from cms.blocks.table import TableBlock
from cms.blocks.text import AccordionBlock, HeadingBlock, QuoteBlock, TextBlock

__all__ = [
    "AccordionBlock",
    "BodyStream",
    "CallToActionBlock",
    "CaptionedImageBlock",
    "DocumentBlock",
    "EmbedBlock",
    "GalleryBlock",
    "HeadingBlock",
    "PictureBlock",
    "QuoteBlock",
    "TableBlock",
    "TextBlock",
    "VideoBlock",
    "read_together",
]
