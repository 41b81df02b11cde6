"""Ending roles in hubs that nobody uses: after half a year and two mails, and never while a meeting is ahead."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from wagtail.log_actions import log

from accounts.models import User
from events.hub_roles import people_of
from events.models import Absence, Hub, Occurrence, Role
from events.services import invitations

UNUSED_AFTER = timedelta(days=182)
BETWEEN_MAILS = timedelta(days=14)
"""From the first mail to the second, and from that to the end."""

ENDED = "events.end_unused_role"


def end_unused_roles(now: datetime) -> None:
    """Tell those who have not signed in for half a year, tell them again, and then take their role from them.

    Each mail has a link whose button signs in and renews the role, for two weeks after the end, too. Safe to run twice.
    """
    busy = set(
        Occurrence.objects.public()
        .scheduled()
        .filter(ends_at__gt=now)
        .order_by()
        .values_list("hub", flat=True)
        .distinct()
    )
    for hub in Hub.objects.filter(closed_at=None):
        absent = [] if hub.pk in busy else list(people_of(hub).filter(_unused(now)))
        Absence.objects.filter(hub=hub).exclude(person__in=absent).delete()
        for person in absent:
            _go_on(hub, person, now)


def _unused(now: datetime) -> Q:
    longest_ago = now - UNUSED_AFTER
    return Q(last_login__lte=longest_ago) | Q(last_login=None, date_joined__lte=longest_ago)


@transaction.atomic
def _go_on(hub: Hub, person: User, now: datetime) -> None:
    """The next step for somebody who is absent, if its time has come."""
    absence, is_new = Absence.objects.select_for_update().get_or_create(
        hub=hub, person=person, defaults={"told_at": now}
    )
    role = Role(person.hub_role)  # type: ignore[attr-defined]
    if is_new:
        _tell(hub, person, role, now, is_last=False)
    elif absence.told_again_at is None:
        if absence.told_at <= now - BETWEEN_MAILS:
            absence.told_again_at = now
            absence.save(update_fields=["told_again_at"])
            _tell(hub, person, role, now, is_last=True)
    elif absence.told_again_at <= now - BETWEEN_MAILS:
        absence.delete()
        person.groups.remove(hub.leads_group, hub.hosts_group)
        log(instance=hub, action=ENDED, user=None, data={"person": person.pk, "role": str(role)})


def _tell(hub: Hub, person: User, role: Role, now: datetime, *, is_last: bool) -> None:
    invitations.send_renewal(
        hub=hub, person=person, role=role, ends_at=now + BETWEEN_MAILS * (1 if is_last else 2), is_last=is_last, now=now
    )
