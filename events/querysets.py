"""Reads of hubs and meetings, chainable, in the words of the domain."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Case, Count, F, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from cms.row_lists import list_of
from cms.told_topics import topics_of
from events.towns.distance import Box

if TYPE_CHECKING:
    from cms.models import Topic
    from events.models import (  # noqa: F401
        AgendaItem,
        Announcement,
        Event,
        Follower,
        Hub,
        Invitation,
        MeetingProposal,
        MeetingWish,
        Occurrence,
        SignUp,
    )


def _words_of(key: str) -> Subquery:
    """The words, in all languages, of the event to which this field leads."""
    from events.models import EventText

    told = {name: F(name) for name in ("id", "locale", "title", "summary", "access_note", "path")}
    return list_of(EventText.objects.filter(event=OuterRef(key)), **told)


class HubQuerySet(models.QuerySet["Hub"]):
    def in_force(self) -> "HubQuerySet":
        """What the public may see, with its words in one more query."""
        return self.filter(opened_at__isnull=False, closed_at__isnull=True).prefetch_related("texts")


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open_at(self, now: datetime) -> "InvitationQuerySet":
        """Those that can be accepted."""
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=now)


class FollowerQuerySet(models.QuerySet["Follower"]):
    def confirmed(self) -> "FollowerQuerySet":
        """Those whose address is theirs, and to whom mail goes."""
        return self.filter(confirmed_at__isnull=False)

    def of_somebody(self) -> "FollowerQuerySet":
        """With the hub and what it is called."""
        return self.select_related("hub").prefetch_related("hub__texts")


class AnnouncementQuerySet(models.QuerySet["Announcement"]):
    def due(self, unchanged_since: datetime) -> "AnnouncementQuerySet":
        """Of events that the public may see, those that nobody has changed since then."""
        is_open = Q(event__hub=None) | Q(event__hub__opened_at__isnull=False, event__hub__closed_at=None)
        return self.filter(is_open, event__is_published=True, event__changed_at__lte=unchanged_since)


class EventQuerySet(models.QuerySet["Event"]):
    def in_force(self) -> "EventQuerySet":
        """What the public may see, with its hub and its words in two queries."""
        is_open = Q(hub=None) | Q(hub__opened_at__isnull=False, hub__closed_at=None)
        return self.filter(is_open, is_published=True).select_related("hub").prefetch_related("texts", "hub__texts")

    def with_topics(self) -> "EventQuerySet":
        """With `about`, as cms/told_topics.py tells it."""
        return self.annotate(about=topics_of("events"))

    def with_words(self) -> "EventQuerySet":
        """With its words in the same query, and without those of its hub."""
        return self.prefetch_related(None).annotate(told_texts=_words_of("pk"))

    def lying_in(self, towns: Iterable[int], box: Box | None = None) -> "EventQuerySet":
        """Published ones that people go to, in these towns, by GeoNames' numbers. With a box, a known door decides."""
        is_there = Q(town_id__in=list(towns))
        if box:
            in_box = Q(latitude__range=(box.south, box.north), longitude__range=(box.west, box.east))
            is_there = in_box | Q(is_there, latitude=None) | Q(is_there, longitude=None)
        return self.filter(is_there, is_published=True).exclude(mode="online")

    def locked(self) -> "EventQuerySet":
        """Nobody else's until the transaction ends, with their hubs. Dates and cache tags are locked after them."""
        return self.select_for_update(of=["self"]).select_related("hub")

    def to_extend(self, last: date) -> "EventQuerySet":
        """Published series whose dates are not yet made up to that day."""
        return self.filter(is_published=True, made_until__lt=last).exclude(rule="")


class OccurrenceQuerySet(models.QuerySet["Occurrence"]):
    def public(self) -> "OccurrenceQuerySet":
        """Those that everybody may see: of published events, of no closed hub."""
        return self.filter(is_public=True)

    def with_events(self) -> "OccurrenceQuerySet":
        """With event and hub and what they are called, in three queries."""
        return self.select_related("event__hub").prefetch_related("event__texts", "event__hub__texts")

    def with_topics(self) -> "OccurrenceQuerySet":
        """With `about` of their events, as cms/told_topics.py tells it."""
        return self.annotate(about=topics_of("events", "event"))

    def with_words(self) -> "OccurrenceQuerySet":
        """With event and hub in the same query, and with `told_texts`: what the event is called."""
        return self.select_related("event__hub").annotate(told_texts=_words_of("event"))

    def number(self) -> Subquery:
        """How many there are, all of one event, to be read along with any of them; null for none."""
        return Subquery(self.order_by().values("event").annotate(number=Count("pk")).values("number"))

    def with_people(self) -> "OccurrenceQuerySet":
        """With `coming_number` of people who have a place, and `waiting_number` of those who hope for one."""
        people, is_coming = F("sign_ups__guests") + 1, Q(sign_ups__state="coming")
        is_waiting = Q(sign_ups__state__in=("waiting", "offered"))
        return self.annotate(
            coming_number=Coalesce(Sum(people, filter=is_coming), 0),
            waiting_number=Coalesce(Sum(people, filter=is_waiting), 0),
        )

    def coming(self, now: datetime) -> "OccurrenceQuerySet":
        """Those that are not over, the first first; cancelled ones among them, for people who meant to come."""
        return self.filter(ends_at__gt=now).order_by("starts_at", "pk")

    def over(self, now: datetime) -> "OccurrenceQuerySet":
        """Those that took place, the last first."""
        return self.filter(ends_at__lte=now, status="scheduled").order_by("-starts_at", "-pk")

    def scheduled(self) -> "OccurrenceQuerySet":
        return self.filter(status="scheduled")

    def untouched(self) -> "OccurrenceQuerySet":
        """Those of which nobody has said anything beyond their rule: what the rule drops may go without a trace."""
        return self.filter(status="scheduled", is_moved=False)

    def on_days(self, first: date, last: date) -> "OccurrenceQuerySet":
        """By the day at the event, both days included."""
        return self.filter(local_date__range=(first, last)).order_by("local_date", "starts_at", "pk")

    def in_scope(self, hub: "Hub | None" = None, town: str = "", topic: "Topic | None" = None) -> "OccurrenceQuerySet":
        """Of that hub or in that town, on that topic, or all. Of a hub in all towns: its page shows them all."""
        found = self.filter(event__topics=topic) if topic else self
        if hub:
            return found.filter(hub=hub)
        return found.filter(town=town) if town else found


class SignUpQuerySet(models.QuerySet["SignUp"]):
    def of_somebody(self) -> "SignUpQuerySet":
        """With date, event and hub and what they are called."""
        related = ("occurrence__event__texts", "occurrence__event__hub__texts")
        return self.select_related("occurrence__event__hub").prefetch_related(*related)

    def coming(self) -> "SignUpQuerySet":
        """Those who have a place."""
        return self.filter(state="coming")

    def who_had_a_place(self) -> "SignUpQuerySet":
        """Of what is over: those who had a place, and those from the waiting list who got in."""
        return self.filter(Q(state="coming") | Q(state__in=("waiting", "offered"), has_come=True))

    def holding(self) -> "SignUpQuerySet":
        """Those whose places nobody else can have: they come, or have been offered them."""
        return self.filter(state__in=("coming", "offered"))

    def waiting(self) -> "SignUpQuerySet":
        """Those on the waiting list, in their order."""
        return self.filter(state="waiting").order_by("pk")

    def current(self) -> "SignUpQuerySet":
        """All who have not given up their place, or their place on the waiting list."""
        return self.exclude(state="cancelled")

    def of_dates(self, dates: "Iterable[Occurrence]") -> "SignUpQuerySet":
        """For any of these dates."""
        return self.filter(occurrence__in=[date.pk for date in dates])

    def people(self) -> int:
        """How many they are, with their guests."""
        counted = self.order_by().aggregate(number=Count("pk"), guests=Sum("guests"))
        return int(counted["number"]) + int(counted["guests"] or 0)


class MeetingWishQuerySet(models.QuerySet["MeetingWish"]):
    def confirmed(self) -> "MeetingWishQuerySet":
        """Those that count."""
        return self.filter(confirmed_at__isnull=False)

    def uncounted(self) -> "MeetingWishQuerySet":
        """Those that count and have led to no proposal yet."""
        return self.confirmed().filter(proposal=None)

    def untold(self) -> "MeetingWishQuerySet":
        """Of those who wait for their one mail about a meeting near them."""
        return self.confirmed().filter(wants_mail=True, told_at=None)

    def helping(self) -> "MeetingWishQuerySet":
        """Of those who can host or have a venue: whom the hosts of the hub may know by name."""
        return self.confirmed().filter(Q(can_host=True) | Q(has_venue=True))

    def by_town(self) -> dict[int, int]:
        """How many there are for each town."""
        return dict(self.order_by().values_list("town_id").annotate(number=Count("pk")))


class MeetingProposalQuerySet(models.QuerySet["MeetingProposal"]):
    def growing(self) -> "MeetingProposalQuerySet":
        """Those that take in whoever else wants a meeting there: no meeting is published yet, and none was declined."""
        return self.filter(state__in=("open", "planned"))

    def by_need(self) -> "MeetingProposalQuerySet":
        """Those that wait for somebody first, then those that are planned, declined and done; the newest first."""
        order = ("open", "planned", "not_now", "published")
        ranks = [When(state=state, then=Value(rank)) for rank, state in enumerate(order)]
        return self.order_by(Case(*ranks), F("hub").asc(nulls_first=True), "-created_at", "-pk")

    def with_numbers(self) -> "MeetingProposalQuerySet":
        """With `coming`, `hosts` and `venues`: how many would come, can host, have a venue."""
        told = {"coming": "would_come", "hosts": "can_host", "venues": "has_venue"}
        numbers = {name: Count("wishes", filter=Q(**{f"wishes__{column}": True})) for name, column in told.items()}
        return self.select_related("hub").prefetch_related("hub__texts").annotate(**numbers)


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    def by_what_matters(self) -> "AgendaItemQuerySet":
        """What matters to most people first, with `mark_number` of those who still come."""
        still_coming = ~Q(marks__sign_up__state="cancelled")
        return self.annotate(mark_number=Count("marks", filter=still_coming)).order_by("-mark_number", "pk")

    def shown(self) -> "AgendaItemQuerySet":
        """Those that the hosts have not hidden."""
        return self.filter(hidden_at=None)
