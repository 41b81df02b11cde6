"""What the ground floor adds to Wagtail's admin."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from cms import closed_pictures, known_people, setup, translating
from cms.admin_rights import may_ask
from cms.exports import EXPORTED, ExportFormatter
from cms.models import Topic
from cms.page_rights import known_to, works_on_pages
from cms.panels import WhatYouCanDoPanel
from cms.rich_text import register_public_links

known_people.connect()

# After Wagtail's own features: it takes the place of one of them.
hooks.register("register_rich_text_features", register_public_links, order=10)


@hooks.register("register_admin_urls", order=-1)
def views_that_ask_for_rights() -> list[URLPattern]:
    """Before wagtail-localize's own, at the same addresses."""
    return [
        path("localize/submit/page/<int:page_id>/", translating.SubmitTranslation.as_view()),
        path("localize/update/<int:translation_source_id>/", translating.UpdateTranslations.as_view()),
        path("localize/page/<int:page_id>/convert_to_alias/", translating.convert_to_alias),
        path(
            "localize/translate/<int:translation_id>/overrides/<int:overridable_segment_id>/edit/",
            translating.edit_override,
        ),
    ]


@hooks.register("insert_global_admin_css")
def our_own_rules() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("after_bulk_action")
def sort_pictures_that_moved_together(request: HttpRequest, action_type: str, *args: Any) -> None:
    """Wagtail moves many pictures to a collection with one statement, of which no signal tells."""
    if action_type == "add_to_collection":
        closed_pictures.take_away_misplaced()


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    actions.register_action(EXPORTED)(ExportFormatter)


@hooks.register("construct_page_chooser_queryset")
def choose_only_what_one_may_know_of(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    return known_to(request.user, pages)


@hooks.register("construct_reports_menu")
def leave_out_reports_that_would_be_refused(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    menu_items[:] = [item for item in menu_items if may_ask(request.user, item.url)]


@hooks.register("construct_main_menu")
def leave_out_reports_for_those_without_pages(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    if not works_on_pages(request.user):
        menu_items[:] = [item for item in menu_items if item.name != "reports"]


@hooks.register("construct_homepage_summary_items", order=1000)
def leave_out_how_much_there_is(request: HttpRequest, items: list[Component]) -> None:
    """The start page tells what there is to do. How many pages and pictures there are, their own lists say."""
    items.clear()


@hooks.register("construct_homepage_panels", order=1000)
def tell_those_without_pages_what_they_can_do(request: HttpRequest, panels: list[Component]) -> None:
    """After all packages: one of them may know of something."""
    if not works_on_pages(request.user) and not any(isinstance(panel, WhatYouCanDoPanel) for panel in panels):
        panels.append(
            WhatYouCanDoPanel(
                _("Your login works, but there is nothing for you to do here yet. Administrators can give you rights.")
            )
        )


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "tag"
    menu_label = _("Topics")
    menu_order = 160
    add_to_admin_menu = True
    list_display = ["name", "slug"]


register_snippet(TopicViewSet)


class SetUpPanel(Component):
    """What is left to do on a new site. Gone as soon as all is done."""

    name = "set_up"
    template_name = "wagtailadmin/home/set_up.html"
    order = 10

    def __init__(self, steps: list[dict[str, Any]]) -> None:
        self.steps = steps

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"steps": self.steps}


@hooks.register("construct_homepage_panels")
def show_what_is_left_to_set_up(request: HttpRequest, panels: list[Component]) -> None:
    """Only to administrators: nobody else could do it all."""
    if request.user.is_superuser and (steps := setup.open_steps(request)):
        panels.append(
            SetUpPanel(
                [{"title": step.title, "explanation": step.explanation, "url": step.url(request)} for step in steps]
            )
        )
