"""Inviting into a hub: who may, how long a link lasts, what it makes of whom, and that all of it is logged."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from wagtail.models import ModelLogEntry

from accounts import people, roles
from accounts.models import User
from cms.models import OutgoingMail
from events.hub_roles import hubs_of, may_manage, people_of, role_of
from events.models import Hub, Invitation, Role
from events.personal_data import forget_invitations
from events.services import invitations
from events.services.invitations import NotAllowed, NotOpen, Refused, accept, find, invite, remove, revoke
from tests.factories.hubs import hub_of, place_hub

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)


@pytest.fixture
def hub() -> Hub:
    return hub_of(place_hub("Brighton"))


@pytest.fixture
def lead(hub: Hub) -> User:
    return person(hub, "lead")


def person(hub: Hub, role: str = "host", name: str = "") -> User:
    user = User.objects.create_user(name or f"{hub.slug}-{role}", f"{name or hub.slug}-{role}@example.org")
    user.groups.add(hub.leads_group if role == "lead" else hub.hosts_group)
    return user


def invite_to(hub: Hub, user: Any, email: str = "ann@example.org", **more: Any) -> Invitation:
    return invite(hub=hub, email=email, user=user, **{"role": Role.HOST, "locale": "en", "now": NOW, **more})


def token_of(mail: OutgoingMail) -> str:
    return mail.text.split("/invitation/")[1].split("/")[0]


def log_of(hub: Hub) -> list[tuple[str, Any]]:
    return list(ModelLogEntry.objects.for_instance(hub).order_by("pk").values_list("action", "user__username"))


def test_a_lead_invites_by_a_mail_whose_link_is_kept_nowhere_else(hub: Hub, lead: User) -> None:
    invitation = invite_to(hub, lead)

    mail = OutgoingMail.objects.get()
    token = token_of(mail)
    assert (mail.to, mail.subject) == ("ann@example.org", "Help to run Brighton")
    assert f"http://testserver/invitation/{token}/" in mail.text
    assert f'href="http://testserver/invitation/{token}/"' in mail.html
    assert "until 14 December 2026" in mail.text
    assert find(token) == invitation
    assert token not in str(Invitation.objects.values())
    assert invitation.expires_at == NOW + timedelta(days=14)
    assert log_of(hub) == [("events.invite", lead.username)]


def test_the_mail_is_in_the_language_that_was_chosen(hub: Hub, lead: User) -> None:
    invite_to(hub, lead, locale="cy")

    assert "http://testserver/cy/invitation/" in OutgoingMail.objects.get().text


@pytest.mark.parametrize("who", ["host", "other lead", "volunteer", "Welsh editor", "inactive lead"])
def test_nobody_else_may_invite_revoke_or_remove(hub: Hub, lead: User, who: str) -> None:
    waiting = invite_to(hub, lead)
    user = {
        "host": lambda: person(hub),
        "other lead": lambda: person(hub_of(place_hub("Frome")), "lead"),
        "volunteer": lambda: in_group(roles.VOLUNTEERS),
        "Welsh editor": lambda: in_group(roles.WELSH_EDITORS),
        "inactive lead": lambda: inactive(person(hub, "lead", "gone")),
    }[who]()

    for attempt in (
        lambda: invite_to(hub, user, "bob@example.org"),
        lambda: revoke(invitation=waiting, user=user, now=NOW),
        lambda: remove(hub=hub, person=lead, user=user, now=NOW),
    ):
        with pytest.raises(NotAllowed):
            attempt()

    assert [each.email for each in Invitation.objects.open_at(NOW)] == ["ann@example.org"]
    assert role_of(lead, hub) == Role.LEAD


def in_group(name: str) -> User:
    user = User.objects.create_user(name.split()[0])
    user.groups.add(Group.objects.get(name=name))
    return user


def inactive(user: User) -> User:
    user.is_active = False
    user.save()
    return user


def test_editors_moderators_and_administrators_look_after_every_hub(hub: Hub) -> None:
    staff = [in_group(roles.EDITORS), in_group(roles.MODERATORS), User.objects.create_superuser("admin")]

    assert [may_manage(user, hub) for user in staff] == [True] * 3
    assert [list(hubs_of(user)) for user in staff] == [[hub]] * 3


def test_accepting_makes_a_host_once(hub: Hub, lead: User) -> None:
    invitation, ann = invite_to(hub, lead), User.objects.create_user("ann", "ann@example.org")

    accept(invitation=invitation, user=ann, now=NOW)

    assert (role_of(ann, hub), list(hubs_of(ann))) == (Role.HOST, [hub])
    assert log_of(hub)[-1] == ("events.accept_invitation", "ann")
    bob = User.objects.create_user("bob")
    with pytest.raises(NotOpen) as refused:
        accept(invitation=invitation, user=bob, now=NOW)
    assert (refused.value.state, role_of(bob, hub)) == (Invitation.State.ACCEPTED, None)


def test_a_host_who_is_invited_as_lead_is_one_and_a_lead_stays_one(hub: Hub, lead: User) -> None:
    host = person(hub)

    as_lead, as_host = invite_to(hub, lead, host.email, role=Role.LEAD), invite_to(hub, lead, "new@example.org")
    accept(invitation=as_lead, user=host, now=NOW)
    accept(invitation=as_host, user=lead, now=NOW)

    assert (role_of(host, hub), role_of(lead, hub)) == (Role.LEAD, Role.LEAD)
    assert [(each.pk, each.hub_role) for each in people_of(hub)] == [(host.pk, "lead"), (lead.pk, "lead")]


def test_a_link_lasts_for_two_weeks(hub: Hub, lead: User) -> None:
    early, late = invite_to(hub, lead), invite_to(hub, lead, "bob@example.org")
    ann, bob = User.objects.create_user("ann"), User.objects.create_user("bob")
    end = NOW + timedelta(days=14)

    accept(invitation=early, user=ann, now=end - timedelta(seconds=1))
    with pytest.raises(NotOpen) as refused:
        accept(invitation=late, user=bob, now=end)

    assert (role_of(ann, hub), role_of(bob, hub), refused.value.state) == (Role.HOST, None, "expired")


def test_a_revoked_link_works_no_longer(hub: Hub, lead: User) -> None:
    invitation, ann = invite_to(hub, lead), User.objects.create_user("ann")

    revoke(invitation=invitation, user=lead, now=NOW)
    revoke(invitation=invitation, user=lead, now=NOW)

    with pytest.raises(NotOpen):
        accept(invitation=invitation, user=ann, now=NOW)
    assert [action for action, _ in log_of(hub)] == ["events.invite", "events.revoke_invitation"]


def test_a_second_invitation_takes_the_place_of_the_first(hub: Hub, lead: User) -> None:
    first, second = invite_to(hub, lead), invite_to(hub, lead, "ANN@example.org")

    first.refresh_from_db()
    assert (first.state(NOW), second.state(NOW)) == ("revoked", "open")
    assert OutgoingMail.objects.count() == 2


def test_a_closed_hub_lets_nobody_in_and_its_leads_invite_nobody(hub: Hub, lead: User) -> None:
    invitation, ann = invite_to(hub, lead), User.objects.create_user("ann")
    Hub.objects.update(closed_at=NOW)
    hub.refresh_from_db()

    with pytest.raises(NotOpen) as refused:
        accept(invitation=invitation, user=ann, now=NOW)
    with pytest.raises(NotAllowed):
        invite_to(hub, lead)
    with pytest.raises(Refused, match="closed"):
        invite_to(hub, User.objects.create_superuser("admin"))
    assert (refused.value.state, role_of(ann, hub), hubs_of(lead).count()) == (None, None, 0)


@pytest.mark.parametrize("reason", ["is_member", "is_inactive", "too_many"])
def test_what_cannot_be_is_refused_with_its_reason(
    hub: Hub, lead: User, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(invitations, "MOST_OPEN", 0 if reason == "too_many" else 50)
    email = {"is_member": lead.email.upper(), "is_inactive": "gone@example.org"}.get(reason, "ann@example.org")
    inactive(User.objects.create_user("gone", "gone@example.org"))

    with pytest.raises(Refused, match=reason):
        invite_to(hub, lead, email)

    assert (Invitation.objects.count(), OutgoingMail.objects.count()) == (0, 0)


def test_an_account_that_was_closed_meanwhile_is_not_let_in(hub: Hub, lead: User) -> None:
    invitation = invite_to(hub, lead)

    with pytest.raises(Refused, match="is_inactive"):
        accept(invitation=invitation, user=inactive(User.objects.create_user("ann")), now=NOW)

    assert Invitation.objects.get().accepted_at is None


def test_removing_takes_the_role_in_this_hub_and_nothing_else(hub: Hub, lead: User) -> None:
    host, other = person(hub), hub_of(place_hub("Frome"))
    host.groups.add(other.hosts_group, Group.objects.get(name=roles.VOLUNTEERS))

    remove(hub=hub, person=host, user=lead, now=NOW)

    assert sorted(host.groups.values_list("name", flat=True)) == ["Hub Frome: hosts", "Volunteers"]
    assert log_of(hub) == [("events.remove_from_hub", lead.username)]


def test_whoever_is_removed_cannot_come_back_by_an_earlier_link(hub: Hub, lead: User) -> None:
    host = person(hub)
    as_lead = invite_to(hub, lead, host.email.upper(), role=Role.LEAD)
    remove(hub=hub, person=host, user=lead, now=NOW)

    with pytest.raises(NotOpen):
        accept(invitation=as_lead, user=host, now=NOW)
    assert role_of(host, hub) is None


def test_the_last_lead_hands_over_before_going_unless_staff_decides(hub: Hub, lead: User) -> None:
    with pytest.raises(Refused, match="last_lead"):
        remove(hub=hub, person=lead, user=lead, now=NOW)
    assert role_of(lead, hub) == Role.LEAD

    remove(hub=hub, person=lead, user=person(hub, "lead", "second"), now=NOW)
    remove(hub=hub, person=people_of(hub).get(), user=User.objects.create_superuser("admin"), now=NOW)

    assert list(people_of(hub)) == []


def test_an_invitation_is_told_and_erased_with_its_person_and_forgotten_in_time(hub: Hub, lead: User) -> None:
    invite_to(hub, lead)
    invite_to(hub, lead, "bob@example.org")

    told = people.export_person(who="ann@example.org")["invitations"]
    people.erase_person(who="ann@example.org", now=NOW)

    assert [(each["email"], each["hub"], "token_hash" in each) for each in told] == [("ann@example.org", hub.pk, False)]
    assert [each.email for each in Invitation.objects.all()] == ["bob@example.org"]
    forget_invitations(NOW + timedelta(days=44))
    assert Invitation.objects.count() == 1
    forget_invitations(NOW + timedelta(days=44, seconds=1))
    assert Invitation.objects.count() == 0
