"""Blocks that need no domain: words, pictures, buttons. Those over crowdfunds and meetings lie in pages/blocks/."""

from cms.blocks.action import CallToActionBlock
from cms.blocks.media import CaptionedImageBlock
from cms.blocks.text import QuoteBlock, TextBlock

__all__ = ["CallToActionBlock", "CaptionedImageBlock", "QuoteBlock", "TextBlock"]
