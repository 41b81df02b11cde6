"""What a new site must say of itself before its first visitor comes: names, imprint, languages."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Site

from cms.models import OrganisationSettings
from cms.public_tree import home_path, public_tree
from cms.setup import Step


def _settings_url(request: HttpRequest) -> str:
    site = Site.find_for_request(request) or Site.objects.get(is_default_site=True)
    return reverse("wagtailsettings:edit", args=["cms", "organisationsettings", site.pk])


def _is_every_language_offered(request: HttpRequest) -> bool:
    offered = set(Locale.objects.values_list("language_code", flat=True))
    return all(public_tree().at(home_path(code)) for code, _name in settings.LANGUAGES if code in offered)


STEPS = [
    Step(
        title=_("Name the organisation and the campaign"),
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
        explanation=_("Translate the home page. A language is offered to readers once its home page is published."),
        is_done=_is_every_language_offered,
        url=lambda request: reverse("wagtaillocales:index"),
    ),
]
