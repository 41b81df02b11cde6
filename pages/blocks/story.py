"""The streams that bodies of pages are made of. A new block gets its line here and in api/blocks.py."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks import CallToActionBlock, CaptionedImageBlock, QuoteBlock, TextBlock
from pages.blocks.crowdfund import CrowdfundBlock
from pages.blocks.meetings import MeetingsBlock
from pages.blocks.reading import RelatedReadsBlock
from pages.blocks.sign_up import SignUpBlock


class CampaignStoryBlock(blocks.StreamBlock):
    """What campaigns and the front page choose from: few blocks, so that each page leads to the ask."""

    text = TextBlock(group=_("Words"))
    quote = QuoteBlock(group=_("Words"))
    image = CaptionedImageBlock(group=_("Media"))
    call_to_action = CallToActionBlock(group=_("Taking part"))
    crowdfund = CrowdfundBlock(group=_("Taking part"))
    meetings = MeetingsBlock(group=_("Taking part"))
    sign_up = SignUpBlock(group=_("Taking part"))
    related_reads = RelatedReadsBlock(group=_("Words"))

    class Meta:
        block_counts = {"crowdfund": {"max_num": 1}}


class StoryBlock(CampaignStoryBlock):
    """All blocks: for posts and every page that has room for them."""
