"""Where editors write the hubs. Publishing a hub's page puts its area and its words in force on events' rows."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import PagePermissionTester
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms import caching
from events.follow_form import FollowForm
from events.hub_areas import Unknown, unknown_names
from events.models import CALENDAR, Hub
from pages.feeds.addresses import feed_url_of
from pages.hub_permissions import HubPagePermissions
from pages.hubs import dates_around, hub_in_force, hubs_below
from pages.models.event import check_questions
from pages.models.story import BodyPage
from pages.panels import UnknownTownsPanel


class HubIndexPage(BodyPage):
    """All hubs. Its body stands below the list."""

    show_in_menus_default = True
    page_description = _("The list of all hubs.")
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.HubPage"]

    class Meta:
        verbose_name = _("hub index page")
        verbose_name_plural = _("hub index pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), "hubs": hubs_below(self)}


class HubPage(BodyPage):
    """Words are translated; where the hub is and how to reach it are edited on the source page only."""

    area = models.CharField(
        _("area"),
        max_length=80,
        blank=True,
        help_text=_("A county, a district or another name that people there use, such as “Surrey”. May be empty."),
    )
    towns = models.TextField(
        _("towns"),
        max_length=1000,
        blank=True,
        help_text=_("The towns that the hub is there for, with commas between: “Guildford, Woking”. May be empty."),
    )
    contact_email = models.EmailField(
        _("email address"), blank=True, help_text=_("Where people write to this hub. Everybody sees it.")
    )
    chat_url = models.URLField(
        _("chat room"),
        blank=True,
        help_text=_("Where those who run the hub talk, on any service. Only they see it, in the admin."),
    )
    takes_agenda = models.BooleanField(
        _("those who come suggest the agenda"),
        default=False,
        help_text=_("Whoever has a place may say what to talk about, and mark what matters to them. Nobody is named."),
    )
    asks_afterwards = models.BooleanField(
        _("ask afterwards how it was"),
        default=False,
        help_text=_("Whoever had a place is asked three questions by mail, once. You see answers, not names."),
    )
    survey_questions = models.TextField(
        _("questions afterwards"),
        blank=True,
        validators=[check_questions],
        help_text=_("One a line, three at most. Empty for: what was good, what should change, would you help?"),
    )

    content_panels = [
        *BodyPage.content_panels,
        MultiFieldPanel(
            [
                *(FieldPanel(name) for name in ("area", "towns")),
                UnknownTownsPanel(),
                *(FieldPanel(name) for name in ("contact_email", "chat_url")),
            ],
            heading=_("Where it is, and how to reach it"),
        ),
        MultiFieldPanel(
            [FieldPanel("takes_agenda"), FieldPanel("asks_afterwards"), FieldPanel("survey_questions")],
            heading=_("Before and after its meetings"),
        ),
    ]
    search_fields = [*BodyPage.search_fields, index.SearchField("area"), index.SearchField("towns")]
    override_translatable_fields = [
        SynchronizedField(name, overridable=False)
        for name in ("slug", "area", "towns", "contact_email", "chat_url", "takes_agenda", "asks_afterwards")
    ]
    page_description = _("A region's own page. Making it makes the groups of its leads and hosts.")
    parent_page_types = ["pages.HubIndexPage"]
    subpage_types = ["pages.EventPage", "pages.MeetingReportPage"]

    class Meta:
        verbose_name = _("hub page")
        verbose_name_plural = _("hub pages")

    def town_names(self) -> list[str]:
        """The towns one by one, each once, in the order in which they were written."""
        names = (" ".join(name.split()) for name in self.towns.replace("\n", ",").split(","))
        return list(dict.fromkeys(name for name in names if name))

    def unknown_towns(self) -> list[Unknown]:
        """What of its area and towns is on no map."""
        return unknown_names(self.area, self.town_names())

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        return HubPagePermissions(user, self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = {**super().get_context(request, *args, **kwargs), "follow_form": FollowForm()}
        context["feed_url"] = feed_url_of(self.pk)
        if getattr(request, "is_preview", False):
            return {**context, "hub": self._draft()}
        hub = hub_in_force(self.translation_key)
        if hub is None:
            return {**context, "hub": None}
        caching.tag_response(request, hub.cache_tag, CALENDAR)
        dates, past = dates_around(hub, timezone.now())
        return {**context, "hub": hub, "dates": dates, "past": past}

    def _draft(self) -> Hub:
        # What is not published is not in force, but an editor must see what publishing it would show.
        where = {"area": self.area, "towns": self.town_names(), "contact_email": self.contact_email}
        return Hub(key=self.translation_key, slug=self.slug, **where)
