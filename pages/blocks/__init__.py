"""Blocks over the domains, and the streams that stories are made of."""

from pages.blocks.crowdfund import CrowdfundBlock
from pages.blocks.meetings import MeetingsBlock
from pages.blocks.reading import RelatedReadsBlock
from pages.blocks.story import CampaignStoryBlock, StoryBlock

__all__ = ["CampaignStoryBlock", "CrowdfundBlock", "MeetingsBlock", "RelatedReadsBlock", "StoryBlock"]
