"""Inviting people into a hub, accepting and revoking an invitation, and removing people. All of it is logged."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from wagtail.log_actions import log
from wagtail.users.models import UserProfile

from accounts.models import User
from accounts.services import find_account
from cms.mail import queue_mail
from events.hub_roles import group_of, may_manage, role_of
from events.models import Hub, Invitation, Role

LASTS = timedelta(days=14)
MOST_OPEN = 50
"""So many invitations of one hub may wait at a time: a lead's account that was stolen is no way to mail the world."""

INVITED, ACCEPTED = "events.invite", "events.accept_invitation"
REVOKED, REMOVED = "events.revoke_invitation", "events.remove_from_hub"


class NotAllowed(Exception):
    """Who asks for it may not manage the people of this hub."""


class Refused(Exception):
    """It cannot be done. `reason` says why, in one of these words:

    closed, is_member, too_many, is_inactive, last_lead
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NotOpen(Exception):
    """The invitation was accepted, revoked or has expired; or its hub is closed (`state` is None)."""

    def __init__(self, state: Invitation.State | None) -> None:
        super().__init__(state)
        self.state = state


@transaction.atomic
def invite(*, hub: Hub, email: str, role: Role, locale: str, user: Any, now: datetime) -> Invitation:
    """Send a link that lets somebody in. An earlier one to the same address stops working.

    Raises: NotAllowed; Refused (closed, is_member, too_many, is_inactive).
    """
    hub = _lock(hub)
    _require(user, hub)
    _refuse_to_invite(hub, email, role)
    waiting = Invitation.objects.open_at(now).filter(hub=hub)
    waiting.filter(email__iexact=email).update(revoked_at=now)
    if waiting.count() >= MOST_OPEN:
        raise Refused("too_many")
    invitation, token = _new(hub=hub, email=email, role=role, expires_at=now + LASTS, invited_by=user, now=now)
    _send(invitation, token, locale, now)
    log(instance=hub, action=INVITED, user=user, data={"invitation": invitation.pk, "role": str(role)})
    return invitation


@transaction.atomic
def send_renewal(*, hub: Hub, person: User, role: Role, ends_at: datetime, is_last: bool, now: datetime) -> None:
    """Mail somebody whose role ends on a day a link that renews it. It works for two weeks after that day as well."""
    if not person.email:
        return
    invitation, token = _new(
        hub=hub, email=person.email, role=role, expires_at=ends_at + LASTS, invited_by=None, now=now
    )
    locale = UserProfile.get_for_user(person).get_preferred_language()
    _send(invitation, token, locale, now, template="hub_renewal", more={"ends_at": ends_at, "is_last": is_last})


def find(token: str) -> Invitation | None:
    """The invitation of a link, in whatever state it is."""
    return Invitation.objects.filter(token_hash=_hash(token)).select_related("hub", "invited_by").first()


def hold(*, invitation: Invitation, now: datetime) -> tuple[Hub, Invitation]:
    """An open invitation and its hub, nobody else's until the transaction ends: before an account is made for it.

    Raises: NotOpen.
    """
    hub = _lock(invitation.hub)
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if hub.closed_at or (state := invitation.state(now)) != Invitation.State.OPEN:
        raise NotOpen(None if hub.closed_at else state)
    return hub, invitation


@transaction.atomic
def accept(*, invitation: Invitation, user: User, now: datetime) -> None:
    """Make somebody what they were invited as. A link is used once; nobody becomes less than they are.

    Raises: NotOpen; Refused (is_inactive).
    """
    hub, invitation = hold(invitation=invitation, now=now)
    if not user.is_active:
        raise Refused("is_inactive")
    invitation.accepted_at, invitation.accepted_by = now, user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    if role_of(user, hub) != Role.LEAD:
        user.groups.remove(hub.hosts_group)
        user.groups.add(group_of(hub, invitation.role))
    log(instance=hub, action=ACCEPTED, user=user, data={"invitation": invitation.pk, "role": invitation.role})


@transaction.atomic
def revoke(*, invitation: Invitation, user: Any, now: datetime) -> None:
    """Let a link work no longer. Of no effect on one that is not open. Raises: NotAllowed."""
    hub = _lock(invitation.hub)
    _require(user, hub)
    if Invitation.objects.open_at(now).filter(pk=invitation.pk).update(revoked_at=now):
        log(instance=hub, action=REVOKED, user=user, data={"invitation": invitation.pk, "role": invitation.role})


@transaction.atomic
def remove(*, hub: Hub, person: User, user: Any, now: datetime) -> None:
    """Take somebody's role in the hub from them, and every link that would give it back; what else they may do stays.

    Raises: NotAllowed; Refused (last_lead): a hub is handed over first, unless somebody above it decides.
    """
    hub = _lock(hub)
    _require(user, hub)
    role = role_of(person, hub)
    if role is None:
        return
    leads = hub.leads_group.user_set.filter(is_active=True).exclude(pk=person.pk)
    if role == Role.LEAD and role_of(user, hub) == Role.LEAD and not leads.exists():
        raise Refused("last_lead")
    person.groups.remove(hub.leads_group, hub.hosts_group)
    if person.email:
        Invitation.objects.open_at(now).filter(hub=hub, email__iexact=person.email).update(revoked_at=now)
    log(instance=hub, action=REMOVED, user=user, data={"person": person.pk, "role": str(role)})


def _lock(hub: Hub) -> Hub:
    return Hub.objects.select_for_update().get(pk=hub.pk)


def _require(user: Any, hub: Hub) -> None:
    if not may_manage(user, hub):
        raise NotAllowed


def _refuse_to_invite(hub: Hub, email: str, role: Role) -> None:
    if hub.closed_at:
        raise Refused("closed")
    account = find_account(email)
    if account and not account.is_active:
        raise Refused("is_inactive")
    if account and role_of(account, hub) in (role, Role.LEAD):
        raise Refused("is_member")


def _hash(token: str) -> str:
    """Enough for what is as random as our tokens."""
    return hashlib.sha256(token.encode()).hexdigest()


def _new(
    *, hub: Hub, email: str, role: Role, expires_at: datetime, invited_by: Any, now: datetime
) -> tuple[Invitation, str]:
    """An invitation, and what its link is made of, which is kept nowhere."""
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        hub=hub,
        email=email,
        role=role,
        token_hash=_hash(token),
        created_at=now,
        expires_at=expires_at,
        invited_by=invited_by,
    )
    return invitation, token


def _send(
    invitation: Invitation,
    token: str,
    locale: str,
    now: datetime,
    *,
    template: str = "hub_invitation",
    more: dict[str, Any] | None = None,
) -> None:
    with translation.override(locale):
        path = reverse("hub_invitation", args=[token])
    inviter = invitation.invited_by
    queue_mail(
        key=f"hub-invitation:{invitation.pk}",
        to=invitation.email,
        template=template,
        context={
            **(more or {}),
            "hub": invitation.hub.text(locale).title,
            "inviter": inviter.get_full_name() if inviter else "",
            "is_lead": invitation.role == Role.LEAD,
            "url": f"{settings.SITE_URL}{path}",
            "last_day": invitation.expires_at,
        },
        locale=locale,
        now=now,
    )
