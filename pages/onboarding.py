"""What an editor sets up on a new site once it has its name."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from cms.setup import Step
from pages.models import CampaignPage, HomePage


def _new_campaign_url(request: HttpRequest) -> str:
    home = HomePage.objects.filter(locale=Locale.get_default()).first()
    return reverse("wagtailadmin_pages:add", args=["pages", "campaignpage", home.pk]) if home else "/admin/pages/"


FIRST_CAMPAIGN = Step(
    title=_("Publish the first campaign"),
    explanation=_("Its story, its ask and its meetings on one page."),
    is_done=lambda request: CampaignPage.objects.live().exists(),
    url=_new_campaign_url,
)
