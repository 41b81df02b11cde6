"""Who is what in a hub, and who may say so. Roles are memberships in the hub's two groups."""

from typing import Any

from django.contrib.auth.models import Group
from django.db.models import Case, Q, QuerySet, Value, When

from accounts.models import User
from accounts.roles import MANAGE_HUBS
from events.models import Hub, MeetingProposal, Occurrence, Role
from events.querysets import MeetingProposalQuerySet, OccurrenceQuerySet


def group_of(hub: Hub, role: str) -> Group:
    return hub.leads_group if role == Role.LEAD else hub.hosts_group


def role_of(user: Any, hub: Hub) -> Role | None:
    groups = set(user.groups.values_list("pk", flat=True))
    if hub.leads_group_id in groups:
        return Role.LEAD
    return Role.HOST if hub.hosts_group_id in groups else None


def may_manage(user: Any, hub: Hub) -> bool:
    """Whether the user may invite to this hub and remove from it: its leads may, and who may change all hubs.

    A lead may make others leads, which is as much as they are themselves, and never more. A closed hub has no people to
    manage, but for those who may open it again.
    """
    if not user.is_active:
        return False
    return bool(user.has_perm(MANAGE_HUBS)) or (hub.closed_at is None and role_of(user, hub) == Role.LEAD)


def hubs_of(user: Any) -> QuerySet[Hub]:
    """The hubs whose people this user may see: all, or those they help to run."""
    if user.has_perm(MANAGE_HUBS):
        return Hub.objects.prefetch_related("texts")
    groups = user.groups.values("pk")
    theirs = Q(leads_group__in=groups) | Q(hosts_group__in=groups)
    return Hub.objects.filter(theirs, closed_at=None).prefetch_related("texts")


def people_of(hub: Hub) -> QuerySet[User]:
    """Those who may sign in and are leads or hosts, with their `hub_role`; leads first, then by name."""
    is_lead = When(pk__in=hub.leads_group.user_set.values("pk"), then=Value(Role.LEAD.value))
    people = User.objects.filter(is_active=True, groups__in=[hub.leads_group_id, hub.hosts_group_id])
    people = people.annotate(hub_role=Case(is_lead, default=Value(Role.HOST.value)))
    return people.order_by("-hub_role", "first_name", "last_name", "username").distinct()


def may_see_guest_lists(user: Any) -> bool:
    """Whether there are any that this user may see: those who help to run a hub, and those who may change all hubs."""
    return bool(user.has_perm(MANAGE_HUBS)) or bool(hubs_of(user).exists())


def dates_of(user: Any) -> OccurrenceQuerySet:
    """The dates whose guest lists this user may see: of all hubs and the organisation itself, or of their own hubs."""
    dates = Occurrence.objects.all()
    return dates if user.has_perm(MANAGE_HUBS) else dates.filter(event__hub__in=hubs_of(user).order_by().values("pk"))


def proposals_of(user: Any) -> MeetingProposalQuerySet:
    """The wanted meetings that this user may see: all, open places among them, or those of their own hubs."""
    proposals = MeetingProposal.objects.with_numbers()
    return proposals if user.has_perm(MANAGE_HUBS) else proposals.filter(hub__in=hubs_of(user).order_by().values("pk"))
