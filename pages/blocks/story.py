"""The stream that the body of every page is made of. A new block gets its line here and in api/blocks.py."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks import CallToActionBlock, CaptionedImageBlock, QuoteBlock, TextBlock
from pages.blocks.crowdfund import CrowdfundBlock
from pages.blocks.meetings import MeetingsBlock
from pages.blocks.reading import RelatedReadsBlock


class StoryBlock(blocks.StreamBlock):
    text = TextBlock(group=_("Words"))
    quote = QuoteBlock(group=_("Words"))
    image = CaptionedImageBlock(group=_("Media"))
    call_to_action = CallToActionBlock(group=_("Taking part"))
    crowdfund = CrowdfundBlock(group=_("Taking part"))
    meetings = MeetingsBlock(group=_("Taking part"))
    related_reads = RelatedReadsBlock(group=_("Words"))

    class Meta:
        block_counts = {"crowdfund": {"max_num": 1}}
