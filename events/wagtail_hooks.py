"""What hubs and meetings add to Wagtail's admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from accounts.roles import MANAGE_HUBS
from events.guest_lists import urls as guest_lists
from events.guest_lists.views import LOOKED, WROTE
from events.hub_people.urls import urlpatterns
from events.hub_roles import hubs_of, may_see_guest_lists
from events.meeting_proposals import log_actions as proposals
from events.meeting_proposals import urls as meeting_proposals
from events.services import absences, invitations, mentors
from events.week_panel import week_panel


@hooks.register("register_admin_urls")
def register_hub_people() -> list[URLPattern]:
    return urlpatterns


@hooks.register("register_admin_urls")
def register_guest_lists() -> list[URLPattern]:
    return guest_lists.urlpatterns


class GuestListsMenuItem(MenuItem):
    """For the people of a hub, and for those who may change all hubs."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_guest_lists(request.user)


@hooks.register("register_admin_menu_item")
def register_guest_lists_menu_item() -> MenuItem:
    return GuestListsMenuItem(
        _("Who comes"), reverse("guest_lists"), name="guest-lists", icon_name="clipboard-list", order=155
    )


@hooks.register("construct_homepage_panels")
def show_the_week(request: HttpRequest, panels: list[Component]) -> None:
    if panel := week_panel(request.user, timezone.now()):
        panels.append(panel)


class HubsMenuItem(MenuItem):
    """For the people of a hub, and for those who may change all hubs once there is one."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(hubs_of(request.user).exists())


@hooks.register("register_admin_menu_item")
def register_hubs_menu_item() -> MenuItem:
    return HubsMenuItem(_("Hubs"), reverse("hub_list"), name="hubs", icon_name="group", order=150)


class HubNeedsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(MANAGE_HUBS))


@hooks.register("register_reports_menu_item")
def register_hub_needs_menu_item() -> MenuItem:
    return HubNeedsMenuItem(
        _("Hubs that need somebody"), reverse("hub_needs"), name="hub-needs", icon_name="group", order=1000
    )


@hooks.register("register_admin_urls")
def register_meeting_proposals() -> list[URLPattern]:
    return meeting_proposals.urlpatterns


class MeetingsWantedMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(MANAGE_HUBS))


@hooks.register("register_reports_menu_item")
def register_meetings_wanted_menu_item() -> MenuItem:
    return MeetingsWantedMenuItem(
        _("Meetings wanted"), reverse("meeting_proposals"), name="meetings-wanted", icon_name="site", order=1010
    )


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    for action, label, message in (
        (invitations.INVITED, _("Invite to a hub"), _("Invited somebody to help run the hub")),
        (invitations.ACCEPTED, _("Accept an invitation to a hub"), _("Accepted an invitation to help run the hub")),
        (invitations.REVOKED, _("Revoke an invitation to a hub"), _("Revoked an invitation to help run the hub")),
        (invitations.REMOVED, _("Remove somebody from a hub"), _("Removed somebody from those who run the hub")),
        (mentors.NAMED, _("Name a mentor"), _("Named a mentor")),
        (mentors.GONE, _("Remove a mentor"), _("Removed the mentor")),
        (LOOKED, _("Look at a guest list"), _("Looked at who comes")),
        (WROTE, _("Write to those who come"), _("Wrote to those who come")),
        (proposals.LOOKED, _("Look at who can host"), _("Looked at who can host a wanted meeting")),
        (proposals.WROTE, _("Write to who can host"), _("Wrote to those who can host a wanted meeting")),
        (proposals.GAVE, _("Give a wanted meeting to a hub"), _("Gave a wanted meeting to a hub")),
        (proposals.PLANNED, _("Plan a wanted meeting"), _("Began to plan a wanted meeting")),
        (proposals.DECLINED, _("Decline a wanted meeting"), _("Said “not now” to a wanted meeting")),
        (
            absences.ENDED,
            _("End an unused role in a hub"),
            _("Ended the role of somebody who had not been here for long"),
        ),
    ):
        actions.register_action(action, label, message)
