"""The streams that bodies of pages are made of. A new block gets its line here and in api/blocks.py."""

from django.utils.translation import gettext_lazy as _

from cms.blocks import (
    AccordionBlock,
    BodyStream,
    CallToActionBlock,
    CaptionedImageBlock,
    DocumentBlock,
    EmbedBlock,
    GalleryBlock,
    HeadingBlock,
    QuoteBlock,
    TableBlock,
    TextBlock,
    VideoBlock,
)
from pages.blocks.crowdfund import CrowdfundBlock
from pages.blocks.events import EventsBlock
from pages.blocks.people import PeopleBlock
from pages.blocks.reading import RelatedReadsBlock
from pages.blocks.sign_up import SignUpBlock


class CampaignStoryBlock(BodyStream):
    """What campaigns and the front page choose from: few blocks, so that each page leads to the ask."""

    text = TextBlock(group=_("Words"))
    quote = QuoteBlock(group=_("Words"))
    image = CaptionedImageBlock(group=_("Media"))
    video = VideoBlock(group=_("Media"))
    call_to_action = CallToActionBlock(group=_("Taking part"))
    crowdfund = CrowdfundBlock(group=_("Taking part"))
    events = EventsBlock(group=_("Taking part"))
    sign_up = SignUpBlock(group=_("Taking part"))

    class Meta:
        block_counts = {"crowdfund": {"max_num": 1}}


class StoryBlock(CampaignStoryBlock):
    """All blocks: for posts and every page that has room for them."""

    heading = HeadingBlock(group=_("Words"))
    accordion = AccordionBlock(group=_("Words"))
    table = TableBlock(group=_("Words"))
    related_reads = RelatedReadsBlock(group=_("Words"))
    gallery = GalleryBlock(group=_("Media"))
    embed = EmbedBlock(group=_("Media"))
    document = DocumentBlock(group=_("Media"))
    people = PeopleBlock(group=_("Taking part"))
