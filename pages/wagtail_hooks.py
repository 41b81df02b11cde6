"""What pages add to Wagtail's admin."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages as admin_messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.models import Page
from wagtail.permissions import policy_registry

from donations.models import Crowdfund
from pages.completeness import missing
from pages.contributions import admin_urls as contributions
from pages.contributions.admin_views import LOOKED
from pages.contributions.rights import may_read
from pages.editors_home import urls as editors_home_urls
from pages.editors_home.panels import arrange
from pages.editors_home.report import ICON, RIGHTS
from pages.event_dates import log, urls
from pages.history import PagesViewSet
from pages.languages import is_source
from pages.models import CampaignPage, CrowdfundPage, HubPage
from pages.new_campaign import urls as new_campaign_urls
from pages.new_campaign.rights import home_for_campaigns
from pages.services.campaigns import crowdfund_of
from pages.services.withdrawal import translated_from, translations_of
from pages.withdrawal import urls as withdrawal_urls
from pages.withdrawal.bulk import DeletePages, UnpublishPages
from pages.withdrawal.rights import may_restore
from pages.withdrawal.versions import is_withdrawn


@hooks.register("register_admin_urls")
def register_event_dates() -> list[URLPattern]:
    return urls.urlpatterns


@hooks.register("register_admin_urls")
def register_new_campaign() -> list[URLPattern]:
    return new_campaign_urls.urlpatterns


@hooks.register("register_admin_urls")
def register_restoring() -> list[URLPattern]:
    return withdrawal_urls.urlpatterns


# After Wagtail's own, in the place of which it comes.
@hooks.register("register_admin_viewset", order=1)
def register_pages() -> PagesViewSet:
    return PagesViewSet()


WITH_TRANSLATIONS = {"unpublish": translated_from, "delete": translations_of}
hooks.register("register_bulk_action", UnpublishPages, order=1)
hooks.register("register_bulk_action", DeletePages, order=1)


@hooks.register("construct_translated_pages_to_cascade_actions")
def take_translations_along(pages: list[Page], action: str) -> dict[Page, QuerySet[Page]]:
    """Whoever withdraws or deletes the page in which something is written does it to what was translated from it."""
    found = WITH_TRANSLATIONS.get(action)
    return {page: found(page) for page in pages} if found else {}


@hooks.register("before_edit_page")
def offer_to_restore(request: HttpRequest, page: Page) -> None:
    """Its editor is where somebody ends who has withdrawn a page, and where they go who want it back."""
    if request.method == "GET" and is_withdrawn(page) and may_restore(request.user, page):
        restore = admin_messages.button(reverse("restore_page", args=[page.pk]), gettext("Restore"))
        admin_messages.warning(request, gettext("This page was withdrawn. Nobody can read it."), buttons=[restore])


class RestoreButton(PageMenuItem):
    label = _("Restore")
    icon_name = "undo"
    url_name = "restore_page"

    def is_shown(self, user: Any) -> bool:
        return is_withdrawn(self.page) and may_restore(user, self.page)


@hooks.register("register_page_listing_more_buttons")
def offer_to_restore_from_a_list(page: Page, user: Any, next_url: str | None = None) -> Iterator[RestoreButton]:
    yield RestoreButton(page=page, priority=45)


class NewCampaignPanel(Component):
    """A big button for those who may add campaigns."""

    name = "new_campaign"
    template_name = "wagtailadmin/home/new_campaign.html"
    order = 12


@hooks.register("construct_homepage_panels")
def offer_a_new_campaign(request: HttpRequest, panels: list[Component]) -> None:
    if home_for_campaigns(request.user):
        panels.append(NewCampaignPanel())


@hooks.register("construct_homepage_panels")
def show_what_waits_for_editors(request: HttpRequest, panels: list[Component]) -> None:
    arrange(request.user, panels)


@hooks.register("register_admin_urls")
def register_findings() -> list[URLPattern]:
    return editors_home_urls.urlpatterns


class FindingsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(policy_registry.get_by_type(Page).user_has_any_permission(request.user, RIGHTS))


@hooks.register("register_reports_menu_item")
def register_findings_menu_item() -> MenuItem:
    return FindingsMenuItem(_("To mend"), reverse("findings"), name="to-mend", icon_name=ICON, order=900)


@hooks.register("register_admin_urls")
def register_contributions() -> list[URLPattern]:
    return contributions.urlpatterns


class ContributionsMenuItem(MenuItem):
    """For those who may write posts in a series."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_read(request.user)


@hooks.register("register_admin_menu_item")
def register_contributions_menu_item() -> MenuItem:
    return ContributionsMenuItem(
        _("Contributions"), reverse("contributions"), name="contributions", icon_name="edit", order=170
    )


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    log.register(actions)
    actions.register_action(LOOKED, _("Look at a contribution"), _("Looked at a contribution and who wrote it"))


LIVE_AT_ONCE = ("eventpage", "meetingreportpage")


@hooks.register("construct_page_action_menu")
def meetings_need_no_review(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """An event or a report that is there says so itself; of a new one Wagtail asks the page above."""
    match = request.resolver_match
    if context["view"] == "create" and match and match.kwargs.get("content_type_model_name") in LIVE_AT_ONCE:
        menu_items[:] = [item for item in menu_items if item.name != "action-submit"]


@hooks.register("after_publish_page")
def tell_why_nobody_can_give(request: HttpRequest, page: Page) -> None:
    """The page is published all the same: there may be something to read on it before there is something to give to."""
    if isinstance(page, CrowdfundPage) and is_source(page):
        crowdfund = Crowdfund.objects.in_force().filter(key=page.translation_key).first()
        if crowdfund and (parts := missing(page)):
            messages.warning(request, _not_whole(parts))
        # Later on a crowdfund that is over is published to tell what it paid for.
        elif (
            crowdfund
            and crowdfund.last_day
            and crowdfund.is_over()
            and page.first_published_at == page.last_published_at
        ):
            messages.warning(request, _from_the_past(crowdfund.last_day))


@hooks.register("after_publish_page")
def tell_what_became_of_a_crowdfund(request: HttpRequest, page: Page) -> None:
    """It goes live with its campaign. Where it did not, and where nobody can give to it, editors hear it here, too."""
    crowdfund = crowdfund_of(page) if isinstance(page, CampaignPage) and is_source(page) else None
    if crowdfund and crowdfund.live:
        tell_why_nobody_can_give(request, crowdfund)
    elif crowdfund and not crowdfund.scheduled_revision:
        text = gettext("Its crowdfund, “%(title)s”, did not go along. Open it, finish it and publish it.")
        edit = admin_messages.button(reverse("wagtailadmin_pages:edit", args=[crowdfund.pk]), gettext("Open"))
        admin_messages.warning(request, text % {"title": crowdfund.get_admin_display_title()}, buttons=[edit])


@hooks.register("after_unpublish_page")
def tell_what_became_of_a_hub(request: HttpRequest, page: Page) -> None:
    """Its people hear nothing of it by themselves."""
    if isinstance(page.specific, HubPage) and is_source(page):
        told = gettext(
            "The hub is closed: its dates have left the calendar, and its people can do nothing. The pages of its "
            "meetings stay, if you have not unpublished them, too. To open it again, publish its page."
        )
        messages.warning(request, told)


def _not_whole(parts: list[str]) -> str:
    text = gettext("Nobody can give yet. Under “Money” the page must still say: %(parts)s. Then publish again.")
    return text % {"parts": "; ".join(parts)}


def _from_the_past(last_day: date) -> str:
    return gettext("Nobody can give: the last day, %(day)s, is over. Today is %(today)s.") % {
        "day": date_format(last_day, "j F Y"),
        "today": date_format(timezone.localdate(), "j F Y"),
    }
