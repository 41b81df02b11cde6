"""The dates of events: rows that readers read, so that nobody has to ask a rule."""

from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models.event import Event
from events.querysets import OccurrenceQuerySet

PUBLIC = models.Q(is_public=True)
LONG = models.Q(last_date__isnull=False)


class Closed(StrEnum):
    """Why nobody can sign up for a date any more, or be offered a place."""

    NOT_PUBLIC = "not_public"
    NO_SIGN_UPS = "no_sign_ups"
    CANCELLED = "cancelled"
    BEGUN = "begun"


class Occurrence(models.Model):
    """An event on one day. `original_date` is the local day that its rule gives it, and identifies it for ever.

    `original_starts_at` is the start by the rule, which iCal calls RECURRENCE-ID. `venue`, `address` and `note` are
    said only where they differ from the event; `last_date` only of a date that lasts for more than a day. `local_date`,
    `hub`, `town` and `is_public` repeat what follows from the rest, so that a month of ten thousand events is read from
    one index.
    """

    class Status(models.TextChoices):
        SCHEDULED = "scheduled", _("Takes place")
        CANCELLED = "cancelled", _("Cancelled")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="occurrences")
    original_date = models.DateField()
    original_starts_at = models.DateTimeField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    status = models.CharField(max_length=9, choices=Status, default=Status.SCHEDULED)
    is_moved = models.BooleanField(default=False)
    venue = models.CharField(max_length=120, blank=True)
    address = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=300, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    local_date = models.DateField()
    last_date = models.DateField(null=True, blank=True)
    hub = models.ForeignKey("events.Hub", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    town = models.CharField(max_length=80, blank=True)
    is_public = models.BooleanField(default=True)

    miles: float | None = None
    """How far it is from where somebody asks; not a column."""

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("date of an event")
        verbose_name_plural = _("dates of events")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "original_date"], name="one_occurrence_per_original_date"),
        ]
        indexes = [
            # Of public ones only, as all readers ask: SQLite finds nothing by a column that is true or false.
            models.Index(fields=["local_date", "starts_at", "id"], condition=PUBLIC, name="occurrence_day"),
            models.Index(fields=["hub", "local_date", "starts_at", "id"], condition=PUBLIC, name="occurrence_hub_day"),
            models.Index(
                fields=["town", "local_date", "starts_at", "id"], condition=PUBLIC, name="occurrence_town_day"
            ),
            models.Index(fields=["last_date"], condition=PUBLIC & LONG, name="occurrence_long"),
            # With the end, so that those of today that are over are passed without a look at their rows.
            models.Index(fields=["starts_at", "id", "ends_at"], condition=PUBLIC, name="occurrence_start"),
        ]

    def __str__(self) -> str:
        return f"{self.event_id}: {self.original_date}"

    @property
    def whole_miles(self) -> int | None:
        """0 for less than half a mile; None where nobody asks."""
        return None if self.miles is None else int(self.miles + 0.5)

    @property
    def is_cancelled(self) -> bool:
        return self.status == self.Status.CANCELLED

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.event.zone)

    @property
    def starts_local(self) -> datetime:
        """The start as a clock at the event shows it, without a zone: so no template turns it into another hour."""
        return self.starts_at.astimezone(self.zone).replace(tzinfo=None)

    @property
    def ends_local(self) -> datetime:
        return self.ends_at.astimezone(self.zone).replace(tzinfo=None)

    @property
    def is_elsewhere(self) -> bool:
        """Whether this date takes place somewhere else than the event says."""
        return bool(self.venue or self.address)

    @property
    def sign_up_path(self) -> str:
        """Where one says that one comes, in the reader's language."""
        return reverse("sign_up", args=[self.event.slug, self.original_date])

    def why_closed(self, now: datetime) -> Closed | None:
        """Why nobody can sign up for it; None while people can."""
        if not self.is_public:
            return Closed.NOT_PUBLIC
        if not self.event.takes_sign_ups:
            return Closed.NO_SIGN_UPS
        if self.is_cancelled:
            return Closed.CANCELLED
        return Closed.BEGUN if self.starts_at <= now else None

    @property
    def is_open(self) -> bool:
        """Whether people can sign up for it at this moment."""
        return self.why_closed(timezone.now()) is None

    @property
    def feed_path(self) -> str:
        """Where a calendar gets this date alone."""
        return reverse("date_feed", args=[self.event.slug, self.original_date])

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds()) // 60

    @property
    def place(self) -> list[str]:
        """Venue, address and town, those that are known: its own, else those of the event."""
        if not self.is_elsewhere:
            return self.event.place
        return [part for part in (self.venue, self.address, self.event.town) if part]


class DayCount(models.Model):
    """How many public dates a day has: in all (scope ''), of a hub (`hub:7`), in a town (`town:Frome`), on a topic."""

    scope = models.CharField(max_length=90, blank=True)
    local_date = models.DateField()
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "local_date"], name="one_count_per_day_and_scope")]

    def __str__(self) -> str:
        return f"{self.scope or 'all'}, {self.local_date}: {self.number}"


class TopicDate(models.Model):
    """A public date of an event on a topic. Repeats what the date says, so that a topic's month is read by an index."""

    topic = models.ForeignKey("cms.Topic", on_delete=models.CASCADE, related_name="+")
    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="topic_dates")
    local_date = models.DateField()
    starts_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["topic", "local_date", "starts_at", "occurrence"], name="topic_day")]

    def __str__(self) -> str:
        return f"{self.topic_id}: {self.occurrence_id}"
