"""Where editors write events. Publishing an event's page puts its dates in force, and its words."""

from dataclasses import fields
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms.models import TopicsField
from cms.suggestions import SuggestingInput
from events.models import Mode
from events.models.event import default_zone
from events.services.events import Details
from pages.event_forms import EventForm, check_zone
from pages.events import event_context, speakers_of, told_on_page, unknown_towns_of
from pages.models.story import BodyPage
from pages.panels import DatesPanel, TopicsPanel, UnknownTownsPanel
from pages.recurrence_field import RuleField

MOST_QUESTIONS = 3
LONGEST_QUESTION = 120


def questions_in(text: str) -> list[str]:
    """One a line."""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def check_questions(text: str) -> None:
    """Raises: ValidationError."""
    questions = questions_in(text)
    if len(questions) > MOST_QUESTIONS:
        raise ValidationError(_("Ask three questions at most"))
    if any(len(question) > LONGEST_QUESTION for question in questions):
        raise ValidationError(_("A question has 120 characters at most"))


FACTS = (
    *("start_date", "start_time", "end_date", "end_time", "zone", "rule"),
    *(field.name for field in fields(Details)),
)
"""What no language changes."""


class EventPage(BodyPage):
    """Words are translated; when and where it takes place are edited on the source page only."""

    # Empty in a draft only; the form asks for them before anything is published.
    start_date = models.DateField(_("day"), null=True, blank=True, help_text=_("Of a series, the first day."))
    start_time = models.TimeField(
        _("begins at"), null=True, blank=True, help_text=_("For example 19:00, by the clock there.")
    )
    end_time = models.TimeField(_("ends at"), null=True, blank=True)
    end_date = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("Only if it ends on another day than it begins.")
    )
    zone = models.CharField(
        _("time zone"),
        max_length=64,
        default=default_zone,
        validators=[check_zone],
        help_text=_("Where the clock hangs by which it begins. It stays at that hour when the clocks change."),
    )
    rule = RuleField(
        _("repeats"),
        blank=True,
        help_text=_("Empty for a single meeting. Its day above must be the first that the rule names."),
    )
    topics = TopicsField(
        help_text=_("What it is about: three at most. The calendar can be read by topic."),
    )
    mode = models.CharField(_("how to take part"), max_length=9, choices=Mode, default=Mode.IN_PERSON)
    venue = models.CharField(_("venue"), max_length=120, blank=True, help_text=_("For example “Town hall”."))
    address = models.CharField(_("address"), max_length=200, blank=True, help_text=_("Street and postcode."))
    town = models.CharField(_("town"), max_length=80, blank=True, help_text=_("The calendar can be read by town."))
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("For example 51.23042. With it the link to the map leads to the very door."),
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("For example -2.32176."),
    )
    online_url = models.URLField(
        _("link to take part"), max_length=500, blank=True, help_text=_("Everybody can see it.")
    )
    is_step_free = models.BooleanField(_("step-free access"), default=False)
    has_bsl = models.BooleanField(_("British Sign Language"), default=False)
    has_childcare = models.BooleanField(_("childcare"), default=False)
    has_quiet_room = models.BooleanField(_("quiet room"), default=False)
    access_note = models.TextField(
        _("more about access"),
        max_length=600,
        blank=True,
        help_text=_("Hearing loop, parking, nearest stop, and whom to ask."),
    )
    capacity = models.PositiveIntegerField(
        _("places"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(1_000_000)],
        help_text=_("How many people there is room for, if that is limited."),
    )
    takes_sign_ups = models.BooleanField(
        _("people sign up"), default=True, help_text=_("Without an account. When all places are taken, they wait.")
    )
    questions = models.TextField(
        _("questions"),
        blank=True,
        validators=[check_questions],
        help_text=_(
            "What you must know of those who come, such as “Do you need childcare?”. One a line, three at most; nobody "
            "has to answer."
        ),
    )

    saved_as = models.UUIDField(null=True, editable=False)
    copied_from = models.UUIDField(null=True, editable=False)

    content_panels = [
        *BodyPage.content_panels[:-1],
        TopicsPanel("topics"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("start_date"), FieldPanel("start_time"), FieldPanel("end_time")]),
                FieldPanel("rule"),
                FieldRowPanel([FieldPanel("end_date"), FieldPanel("zone")]),
                DatesPanel(),
            ],
            heading=_("When"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("mode"),
                *(FieldPanel(name) for name in ("venue", "address")),
                FieldPanel("town", widget=SuggestingInput),
                UnknownTownsPanel(),
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
                FieldPanel("online_url"),
            ],
            heading=_("Where"),
        ),
        MultiFieldPanel(
            [FieldPanel("takes_sign_ups"), FieldPanel("capacity"), FieldPanel("questions")], heading=_("Sign-up")
        ),
        MultiFieldPanel(
            [
                *(FieldPanel(name) for name in ("is_step_free", "has_bsl", "has_childcare", "has_quiet_room")),
                FieldPanel("access_note"),
            ],
            heading=_("Access"),
        ),
        InlinePanel("speakers", label=_("speaker"), heading=_("Speakers")),
        BodyPage.content_panels[-1],
    ]
    search_fields = [
        *BodyPage.search_fields,
        *(index.SearchField(name) for name in ("venue", "town", "access_note")),
        index.RelatedFields("speakers", [index.SearchField("name"), index.SearchField("affiliation")]),
    ]
    override_translatable_fields = [SynchronizedField(name, overridable=False) for name in ("slug", *FACTS)]
    base_form_class = EventForm
    page_description = _("A meeting, or a series of meetings, with its place and access.")
    parent_page_types = ["pages.HubPage", "pages.HomePage"]
    subpage_types: list[str] = []
    unknown_towns = unknown_towns_of
    has_workflow = False
    """What a hub says of its meetings goes live at once, whatever review there is for the pages above."""

    class Meta:
        verbose_name = _("event page")
        verbose_name_plural = _("event pages")

    @classmethod
    def to_show(cls) -> Any:
        return super().to_show().annotate(**told_on_page())

    @property
    def minutes(self) -> int:
        """How long it takes by the clock; 0 or less while its end makes no sense or is not known."""
        if self.start_date is None or self.start_time is None or self.end_time is None:
            return 0
        begins = datetime.combine(self.start_date, self.start_time)
        ends = datetime.combine(self.end_date or self.start_date, self.end_time)
        return int((ends - begins).total_seconds()) // 60

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Also remembers in `copied_from` the key of the page of which this is a copy: the last key that it had."""
        if self.saved_as and self.saved_as != self.translation_key:
            self.copied_from = self.saved_as
        self.saved_as = self.translation_key
        super().save(*args, **kwargs)

    def with_content_json(self, content: dict[str, Any]) -> "EventPage":
        """A draft. What the page is a copy of is no part of what is written on it."""
        draft: EventPage = super().with_content_json(content)
        draft.saved_as, draft.copied_from = self.saved_as, self.copied_from
        return draft

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return {**context, **event_context(self, request), "speakers": speakers_of(self)}


class EventSpeaker(TranslatableMixin, Orderable):
    """Somebody who speaks, and for whom."""

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="speakers")
    name = models.CharField(_("name"), max_length=120)
    affiliation = models.CharField(
        _("affiliation"),
        max_length=120,
        blank=True,
        help_text=_("A party, a council, a group: whom they speak for."),
    )

    panels = [FieldPanel("name"), FieldPanel("affiliation")]
    override_translatable_fields = [SynchronizedField("name", overridable=False)]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("speaker")

    def __str__(self) -> str:
        return self.name
