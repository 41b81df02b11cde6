"""Blocks over the domains, and the streams that stories are made of."""

from pages.blocks.crowdfund import CrowdfundBlock
from pages.blocks.events import EventsBlock
from pages.blocks.people import PeopleBlock
from pages.blocks.reading import RelatedReadsBlock
from pages.blocks.story import CampaignStoryBlock, StoryBlock

__all__ = ["CampaignStoryBlock", "CrowdfundBlock", "EventsBlock", "PeopleBlock", "RelatedReadsBlock", "StoryBlock"]
