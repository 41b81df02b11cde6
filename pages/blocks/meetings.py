"""The block in which an editor lists meetings: those to come and those that took place."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.link import LinkStructValue, PageLinkBlock
from events import schedule


class MeetingStructValue(LinkStructValue):
    @property
    def day(self) -> date | None:
        return self.get("date")

    @property
    def took_place(self) -> bool:
        return bool(self.get("has_taken_place"))


class MeetingBlock(blocks.StructBlock):
    place = blocks.CharBlock(label=_("Place"), help_text=_("The town, as people there call it."))
    date = blocks.DateBlock(
        label=_("Date"),
        required=False,
        help_text=_("From the day after it, the meeting is listed among those that took place."),
    )
    has_taken_place = blocks.BooleanBlock(
        label=_("Has taken place"), required=False, help_text=_("Only for a meeting without a date.")
    )
    details = blocks.TextBlock(
        label=_("Details"), required=False, help_text=_("Time, venue and access, or what came out of it.")
    )
    page = PageLinkBlock(label=_("Page"), required=False, help_text=_("A page that tells more."))
    url = blocks.URLBlock(label=_("Address"), required=False, help_text=_("Instead of a page: a web address."))

    class Meta:
        icon = "calendar"
        label = _("Meeting")
        value_class = MeetingStructValue


class MeetingsStructValue(blocks.StructValue):
    def _split(self) -> tuple[list[Any], list[Any]]:
        return schedule.split(self["meetings"], timezone.localdate())

    @property
    def to_come(self) -> list[Any]:
        return self._split()[0]

    @property
    def took_place(self) -> list[Any]:
        return self._split()[1]


class MeetingsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), help_text=_("For example “Meetings near you”."))
    introduction = blocks.TextBlock(label=_("Introduction"), required=False, help_text=_("A sentence before the list."))
    meetings = blocks.ListBlock(MeetingBlock(), label=_("Meetings"), help_text=_("In any order."))

    class Meta:
        icon = "calendar-alt"
        label = _("Meetings")
        template = "blocks/meetings.html"
        value_class = MeetingsStructValue
        description = _("Meetings to come and meetings that took place, sorted by themselves.")
        preview_value = {
            "heading": "Meetings near you",
            "introduction": "",
            "meetings": [
                {"place": "Birmingham", "details": "Date to be announced"},
                {"place": "Frome", "has_taken_place": True},
            ],
        }
