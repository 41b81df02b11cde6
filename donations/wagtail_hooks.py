"""What giving adds to Wagtail's admin: how much was raised, and the money to look at."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component

from donations.listings import LOOKED_AT_DONOR, MoneyGroup
from donations.models import Crowdfund


class RaisedPanel(Component):
    """Every crowdfund in force with its tracker's numbers."""

    name = "raised_so_far"
    template_name = "wagtailadmin/home/raised_so_far.html"
    order = 20

    def __init__(self, crowdfunds: list[Crowdfund]) -> None:
        self.crowdfunds = crowdfunds

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"crowdfunds": [(crowdfund, crowdfund.progress()) for crowdfund in self.crowdfunds]}


@hooks.register("construct_homepage_panels")
def show_what_was_raised(request: HttpRequest, panels: list[Component]) -> None:
    if crowdfunds := list(Crowdfund.objects.in_force()):
        panels.append(RaisedPanel(crowdfunds))


@hooks.register("register_admin_viewset")
def register_money() -> MoneyGroup:
    return MoneyGroup()


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    actions.register_action(LOOKED_AT_DONOR, _("Look at a donor’s data"), _("Looked at the donor’s data"))
