"""Blocks over the domains, and the stream that stories are made of."""

from pages.blocks.crowdfund import CrowdfundBlock
from pages.blocks.meetings import MeetingsBlock
from pages.blocks.reading import RelatedReadsBlock
from pages.blocks.story import StoryBlock

__all__ = ["CrowdfundBlock", "MeetingsBlock", "RelatedReadsBlock", "StoryBlock"]
