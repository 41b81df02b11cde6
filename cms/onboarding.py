"""What a new site must say of itself before its first visitor comes: names, imprint, languages."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page, Site

from cms.models import OrganisationSettings
from cms.public_tree import HOME_DEPTH, home_path, public_tree
from cms.setup import Step


def _settings_url(request: HttpRequest) -> str:
    site = Site.find_for_request(request) or Site.objects.get(is_default_site=True)
    return reverse("wagtailsettings:edit", args=["cms", "organisationsettings", site.pk])


def _languages_not_offered() -> list[Locale]:
    """Those that the site has, and whose home page is not published."""
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    wanted = [code for code, _name in settings.LANGUAGES if code in locales]
    return [locales[code] for code in wanted if not public_tree().at(home_path(code))]


def _front_page_url(request: HttpRequest) -> str:
    home = Page.objects.filter(depth=HOME_DEPTH, locale__in=_languages_not_offered()).first()
    return reverse("wagtailadmin_pages:edit", args=[home.pk]) if home else reverse("wagtaillocales:index")


STEPS = [
    Step(
        title=_("Name the organisation"),
        explanation=_("Shown at the top of every page and in every mail."),
        is_done=lambda request: bool(OrganisationSettings.for_request(request).organisation_name),
        url=_settings_url,
    ),
    Step(
        title=_("Write the imprint"),
        explanation=_("Who publishes this site, with a postal address. The law asks for it on campaign material."),
        is_done=lambda request: bool(OrganisationSettings.for_request(request).imprint_promoter),
        url=_settings_url,
    ),
    Step(
        title=_("Write the Welsh front page, or take Welsh away"),
        explanation=_(
            "Write it and publish it. No Welsh wanted? Delete that page, then the language under Settings › Locales."
        ),
        is_done=lambda request: not _languages_not_offered(),
        url=_front_page_url,
    ),
]
