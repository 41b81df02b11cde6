"""Who comes to a date: sign-ups without an account, what its hosts note, and what they wrote to those who come."""

import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from events.models.message import Message
from events.models.occurrence import Occurrence
from events.querysets import SignUpQuerySet

MOST_GUESTS = 9
"""So many people somebody may bring along."""


class GuestList(models.Model):
    """What goes for all sign-ups of a date. It is there from the first one on, and stays when they are forgotten.

    `capacity` is the date's own, where it is not the event's. `told` is what those on the list know of when and where
    (events/services/notices.py). `signed_up` and `came` count people once nobody is named any more.
    """

    occurrence = models.OneToOneField(Occurrence, on_delete=models.PROTECT, primary_key=True, related_name="guest_list")
    capacity = models.PositiveIntegerField(null=True, blank=True)
    walk_ins = models.PositiveIntegerField(default=0)
    told = models.JSONField(default=dict)
    signed_up = models.PositiveIntegerField(null=True, blank=True)
    came = models.PositiveIntegerField(null=True, blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("guest list")
        verbose_name_plural = _("guest lists")

    def __str__(self) -> str:
        return str(self.occurrence)

    @property
    def places(self) -> int | None:
        """How many people there is room for; None where that is not limited."""
        return self.occurrence.event.capacity if self.capacity is None else self.capacity

    @property
    def people_there(self) -> int:
        """How many came, as far as the hosts have noted it: checked in with their guests, or by themselves."""
        if self.came is not None:
            return self.came
        return SignUp.objects.filter(occurrence=self.occurrence_id, has_come=True).people() + self.walk_ins


class SignUp(models.Model):
    """Somebody with so many guests. `public_id` is what opens their own page: nobody can guess it.

    `asked_at` is when they were asked how it was. Who gave their place up and comes after all has a second row, at the
    end of the waiting list: that is in the order of the rows.
    """

    class State(models.TextChoices):
        COMING = "coming", _("Coming")
        WAITING = "waiting", _("On the waiting list")
        OFFERED = "offered", _("Has been offered a place")
        CANCELLED = "cancelled", _("Does not come")

    occurrence = models.ForeignKey(Occurrence, on_delete=models.PROTECT, related_name="sign_ups")
    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    email = models.EmailField()
    guests = models.PositiveSmallIntegerField(default=0)
    answers = models.JSONField(default=list)
    state = models.CharField(max_length=9, choices=State)
    offered_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    has_come = models.BooleanField(default=False)
    locale = models.CharField(max_length=12)

    objects = SignUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-ups")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["occurrence", "email"], condition=~Q(state="cancelled"), name="one_sign_up_per_address_and_date"
            )
        ]
        indexes = [models.Index(fields=["occurrence", "state"], name="sign_up_state")]

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def people(self) -> int:
        """Themselves and their guests."""
        return 1 + self.guests

    @property
    def path(self) -> str:
        """Their own page, in the language in which they signed up."""
        with translation.override(self.locale):
            return reverse("my_place", args=[self.public_id])

    @property
    def agenda_path(self) -> str:
        """Where they suggest what to talk about."""
        with translation.override(self.locale):
            return reverse("my_agenda", args=[self.public_id])

    @property
    def survey_path(self) -> str:
        """Where they say how it was."""
        with translation.override(self.locale):
            return reverse("my_survey", args=[self.public_id])

    def is_offered(self, now: datetime) -> bool:
        """Whether they may take the place that they were offered."""
        return self.state == self.State.OFFERED and self.offered_until is not None and now < self.offered_until


class HostMessage(Message):
    """What the hosts of a date wrote to those who come."""

    occurrence = models.ForeignKey(Occurrence, on_delete=models.PROTECT, related_name="host_messages")

    class Meta(Message.Meta):
        verbose_name = _("message to those who come")
        verbose_name_plural = _("messages to those who come")

    def __str__(self) -> str:
        return f"{self.occurrence_id}: {self.written_at}"
