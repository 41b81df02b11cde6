"""What an editor sets up on a new site before its first visitor comes."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Site

from cms.models import OrganisationSettings
from cms.setup import Step
from pages.models import CampaignPage, HomePage


def _settings_url(request: HttpRequest) -> str:
    site = Site.find_for_request(request) or Site.objects.get(is_default_site=True)
    return reverse("wagtailsettings:edit", args=["cms", "organisationsettings", site.pk])


def _new_campaign_url(request: HttpRequest) -> str:
    home = HomePage.objects.filter(locale=Locale.get_default()).first()
    return reverse("wagtailadmin_pages:add", args=["pages", "campaignpage", home.pk]) if home else "/admin/pages/"


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
        is_done=lambda request: (
            HomePage.objects.live().exclude(locale=Locale.get_default()).exists()
            or not Locale.objects.exclude(pk=Locale.get_default().pk).exists()
        ),
        url=lambda request: reverse("wagtaillocales:index"),
    ),
    Step(
        title=_("Publish the first campaign"),
        explanation=_("Its story, its ask and its meetings on one page."),
        is_done=lambda request: CampaignPage.objects.live().exists(),
        url=_new_campaign_url,
    ),
]
