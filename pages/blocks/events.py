"""The block of meetings to come: it reads the calendar, so that nobody writes a date twice."""

from datetime import datetime
from typing import Any, ClassVar

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from cms import caching
from cms.blocks.link import PageLinkBlock
from cms.blocks.stream import FetchedTogether
from cms.public_tree import public_page
from events.models import CALENDAR, Occurrence
from events.querysets import OccurrenceQuerySet
from pages.coming import ComingDate, coming_dates

USUAL_NUMBER = 5
MOST = 20


class TopicChooserBlock(FetchedTogether, SnippetChooserBlock):
    pass


class EventsStructValue(blocks.StructValue):
    def dates(self, now: datetime) -> list[ComingDate]:
        """The next ones of what was chosen, cancelled ones among them. In one query."""
        return coming_dates(self.rows(now).select_related("event")[: self.most])

    @property
    def most(self) -> int:
        return min(max(self["number"] or USUAL_NUMBER, 1), MOST)

    def rows(self, now: datetime) -> OccurrenceQuerySet:
        which = Q()
        if keys := {page.translation_key for page in map(public_page, self["events"]) if page}:
            which &= Q(event__key__in=keys)
        if self["hub"] is not None:
            hub = public_page(self["hub"])
            which &= Q(hub__key=hub.translation_key) if hub else Q(pk=None)
        if self["topic"] is not None:
            which &= Q(event__topics=self["topic"])
        return Occurrence.objects.public().filter(which).coming(now)

    @property
    def all_url(self) -> str:
        """Where all of what was chosen is listed."""
        hub, topic = public_page(self["hub"]), self["topic"]
        if hub:
            return hub.url
        return reverse("calendar_list") + (f"?topic={topic.slug}" if topic else "")

    @property
    def past_url(self) -> str:
        """Where one reads of what took place: on the hub's page, else month by month."""
        hub = public_page(self["hub"])
        return f"{hub.url}#past" if hub else reverse("calendar")


class EventsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), help_text=_("For example “Meetings near you”."))
    introduction = blocks.TextBlock(label=_("Introduction"), required=False, help_text=_("A sentence before the list."))
    hub = PageLinkBlock(
        page_type="pages.HubPage", label=_("Hub"), required=False, help_text=_("Only its meetings. Left empty, all.")
    )
    topic = TopicChooserBlock("cms.Topic", label=_("Topic"), required=False, help_text=_("Only meetings on it."))
    events = blocks.ListBlock(
        PageLinkBlock(page_type="pages.EventPage", label=_("Meeting")),
        label=_("Meetings"),
        default=[],
        help_text=_("Only these; without any, all of the calendar."),
    )
    number = blocks.IntegerBlock(
        label=_("How many"), default=USUAL_NUMBER, min_value=1, max_value=MOST, help_text=_("The next ones are shown.")
    )
    empty = blocks.CharBlock(
        label=_("While nothing is planned"),
        required=False,
        help_text=_("What is said then. Left empty: “The next meeting is not fixed yet.”"),
    )

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        if request := context.get("request"):
            caching.tag_response(request, CALENDAR)
        return {**context, "dates": value.dates(timezone.now())}

    class Meta:
        icon = "calendar-alt"
        label = _("Meetings")
        template = "blocks/events.html"
        value_class = EventsStructValue
        description = _("The next meetings of the calendar: of all, of a hub, on a topic, or those you choose.")
        preview_value: ClassVar[dict[str, Any]] = {
            "heading": "Meetings near you",
            "introduction": "Everybody is welcome, whatever their party.",
            "hub": None,
            "topic": None,
            "events": [],
            "number": USUAL_NUMBER,
        }
