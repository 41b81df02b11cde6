"""What readers add to Wagtail's admin: the moderators' inbox with its numbers, and people who signed up."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from accounts.roles import MODERATE
from community import subscriber_list
from community.models import Purpose
from community.moderation import urls
from community.moderation.inbox import waiting_numbers
from community.moderation.log_actions import ANSWERED, CLOSED
from community.moderation.registry import Kind


@hooks.register("register_admin_urls")
def register_moderation() -> list[URLPattern]:
    return urls.urlpatterns


def _numbers(request: Any) -> list[tuple[Kind, int]]:
    """How many wait of each kind: counted once for a page, for its menu and its panel."""
    if not hasattr(request, "waiting_for_moderators"):
        request.waiting_for_moderators = waiting_numbers()
    numbers: list[tuple[Kind, int]] = request.waiting_for_moderators
    return numbers


class ModerationMenuItem(MenuItem):
    """With how much waits."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(MODERATE))

    def render_component(self, request: HttpRequest) -> Any:
        if number := sum(number for _, number in _numbers(request)):
            label = _("Moderation (%(count)s)") % {"count": number}
            return MenuItem(label, self.url, name=self.name, icon_name=self.icon_name).render_component(request)
        return super().render_component(request)


@hooks.register("register_admin_menu_item")
def register_moderation_menu_item() -> MenuItem:
    return ModerationMenuItem(
        gettext_lazy("Moderation"), reverse("moderation"), name="moderation", icon_name="comment", order=140
    )


class ModerationPanel(Component):
    """How much waits for moderators, of each kind."""

    name = "waits_for_moderators"
    template_name = "wagtailadmin/home/waits_for_moderators.html"
    order = 16

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"numbers": [(kind, number) for kind, number in _numbers(parent_context["request"]) if number]}


@hooks.register("construct_homepage_panels")
def show_what_waits_for_moderators(request: HttpRequest, panels: list[Component]) -> None:
    if request.user.has_perm(MODERATE):
        panels.append(ModerationPanel())


class PurposeViewSet(SnippetViewSet):
    model = Purpose
    icon = "mail"
    menu_label = gettext_lazy("Purposes of mail")
    add_to_settings_menu = True
    list_display = ["name", "wording"]


register_snippet(PurposeViewSet)


@hooks.register("register_admin_viewset")
def register_subscribers() -> subscriber_list.SubscriberViewSet:
    return subscriber_list.SubscriberViewSet()


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    actions.register_action(ANSWERED, gettext_lazy("Answer officially"), gettext_lazy("Answered a comment officially"))
    actions.register_action(CLOSED, gettext_lazy("Close comments"), gettext_lazy("Closed the comments of a page"))
    subscriber_list.register_log_actions(actions)
