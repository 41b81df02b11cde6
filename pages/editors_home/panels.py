"""The panels of the admin's start page that tell what waits for an editor, what is amiss and what is not translated."""

from typing import Any

from django.urls import reverse
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel
from wagtail.models import Page
from wagtail.permissions import policy_registry

from accounts.roles import MODERATE, SET_UP
from cms.models import OrganisationSettings
from cms.public_tree import HOME_DEPTH
from pages.contributions.rights import contributions_for
from pages.editors_home.translations import without_translation
from pages.editors_home.waiting import SHOWN, findings_for, more_than, reviews_for
from pages.models import State


class HomePanel(Component):
    """What its template is given. One that has nothing to tell is not shown."""

    def __init__(self, **context: Any) -> None:
        self.context = context

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return self.context


class WaitsForYouPanel(HomePanel):
    """In place of Wagtail's own, which decides with scripts only and asks for each row: the editor has its buttons."""

    name = "waits_for_you"
    template_name = "wagtailadmin/home/waits_for_you.html"
    order = 13


class ProblemsPanel(HomePanel):
    name = "problems"
    template_name = "wagtailadmin/home/problems.html"
    order = 30


class TranslationsPanel(HomePanel):
    name = "translations"
    template_name = "wagtailadmin/home/translations.html"
    order = 31


def arrange(user: Any, panels: list[Any]) -> None:
    findings = findings_for(user)
    translations = [each for each in findings if each.is_about_translation]
    others = [each for each in findings if not each.is_about_translation]
    ours = (_waiting(user), _problems(user, others), _translations(user, translations))
    panels[:] = [each for each in panels if not isinstance(each, WorkflowObjectsToModeratePanel)]
    panels.extend(each for each in ours if each)


def _waiting(user: Any) -> WaitsForYouPanel | None:
    reviews = reviews_for(user)
    # Moderators have them in their own panel.
    sent = 0 if user.has_perm(MODERATE) else contributions_for(user).filter(state=State.SENT).count()
    if not reviews and not sent:
        return None
    return WaitsForYouPanel(reviews=reviews, more=more_than(reviews), sent=sent)


def _problems(user: Any, findings: list[Any]) -> ProblemsPanel | None:
    ready = list(contributions_for(user).ready()[:SHOWN])
    imprint = _address_of_missing_imprint(user)
    if not findings and not ready and not imprint:
        return None
    return ProblemsPanel(findings=findings, more=more_than(findings), ready=ready, imprint=imprint)


def _address_of_missing_imprint(user: Any) -> str:
    """Empty for administrators: they have it among what is left to set up."""
    settings = OrganisationSettings.current()
    if settings.imprint_promoter or settings.pk is None or user.is_superuser or not user.has_perm(SET_UP[0]):
        return ""
    return reverse("wagtailsettings:edit", args=["cms", "organisationsettings", settings.site_id])


def _translations(user: Any, findings: list[Any]) -> TranslationsPanel | None:
    """The number of pages without a translation is for those who may write everywhere in that language."""
    missing = [(locale, number) for locale, number in without_translation() if number]
    if missing:
        policy = policy_registry.get_by_type(Page)
        homes = policy.instances_user_has_permission_for(user, "add").filter(depth=HOME_DEPTH)
        theirs = set(homes.order_by().values_list("locale", flat=True))
        missing = [(locale, number) for locale, number in missing if locale.pk in theirs]
    if not findings and not missing:
        return None
    return TranslationsPanel(findings=findings, more=more_than(findings), missing=missing)
