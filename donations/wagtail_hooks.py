"""What giving adds to Wagtail's admin: how much was raised, and the money to look at."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from cms.page_rights import works_on_pages
from cms.panels import WhatYouCanDoPanel
from donations.models import Crowdfund
from donations.treasury import log as treasury_log
from donations.treasury.entered_log import ENTERED_ACTIONS
from donations.treasury.listings import MoneyGroup
from donations.treasury.log import LOOKED_AT_DONOR
from donations.treasury.messages import DECIDED_MESSAGE
from donations.treasury.queues import queues
from donations.treasury.recurring import STOPPED_MONTHLY
from donations.treasury.refund_requests import DECLINED, GRANTED
from donations.treasury.reports import MAY_SEE_MONEY
from donations.treasury.updates import SENT_UPDATE


class RaisedPanel(Component):
    """Every crowdfund in force with its tracker's numbers, for those who may edit one or look after its money."""

    name = "raised_so_far"
    template_name = "wagtailadmin/home/raised_so_far.html"
    order = 20

    def __init__(self, crowdfunds: list[Crowdfund], user: Any) -> None:
        self.crowdfunds = crowdfunds
        self.editors = {page.translation_key: _editor_of(page, user) for page in _source_pages(crowdfunds)}

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        rows = [(crowdfund, crowdfund.progress(), self.editors.get(crowdfund.key)) for crowdfund in self.crowdfunds]
        return {"rows": rows}


def _source_pages(crowdfunds: list[Crowdfund]) -> QuerySet[Page]:
    keys = [crowdfund.key for crowdfund in crowdfunds]
    return Page.objects.filter(translation_key__in=keys, locale__language_code=settings.LANGUAGE_CODE)


def _editor_of(page: Page, user: Any) -> str | None:
    """Where this user edits the page, unless they may not."""
    return reverse("wagtailadmin_pages:edit", args=[page.pk]) if page.permissions_for_user(user).can_edit() else None


@hooks.register("construct_homepage_panels")
def show_what_was_raised(request: HttpRequest, panels: list[Component]) -> None:
    if crowdfunds := list(Crowdfund.objects.in_force()):
        panel = RaisedPanel(crowdfunds, request.user)
        if any(panel.editors.values()) or request.user.has_perm(MAY_SEE_MONEY):
            panels.append(panel)


class WaitingPanel(Component):
    """What waits for the treasurer."""

    name = "waits_for_treasurer"
    template_name = "wagtailadmin/home/waits_for_treasurer.html"
    order = 15

    class Media:
        css = {"all": ["css/treasury.css"]}

    def __init__(self, user: Any) -> None:
        self.queues = queues(user, timezone.now())

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"queues": self.queues}


@hooks.register("construct_homepage_panels")
def show_what_waits_for_the_treasurer(request: HttpRequest, panels: list[Component]) -> None:
    if request.user.has_perm(MAY_SEE_MONEY):
        panels.append(WaitingPanel(request.user))


@hooks.register("construct_homepage_panels")
def show_treasurers_where_the_money_is(request: HttpRequest, panels: list[Component]) -> None:
    if request.user.has_perm("donations.view_donation") and not works_on_pages(request.user):
        sentence = _(
            "Under “Money” in the menu you look at every gift and the ledger, send money back, check large gifts by"
            " law, enter cheques, cash, transfers and pledges, stop monthly gifts and decide on supporters’ words."
        )
        panels.append(WhatYouCanDoPanel(sentence))


@hooks.register("register_admin_viewset")
def register_money() -> MoneyGroup:
    return MoneyGroup()


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    actions.register_action(LOOKED_AT_DONOR, _("Look at a donor’s data"), _("Looked at the donor’s data"))
    treasury_log.register(actions)
    actions.register_action(DECIDED_MESSAGE, _("Show or hide a supporter’s words"), _("Decided on a supporter’s words"))
    actions.register_action(GRANTED, _("Grant a request for money back"), _("Granted a request for money back"))
    actions.register_action(DECLINED, _("Decline a request for money back"), _("Declined a request for money back"))
    actions.register_action(STOPPED_MONTHLY, _("Stop a monthly gift"), _("Stopped the monthly gift"))
    actions.register_action(SENT_UPDATE, _("Send an update to supporters"), _("Sent the update to supporters"))
    for action, label, message in ENTERED_ACTIONS:
        actions.register_action(action, label, message)
