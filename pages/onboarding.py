"""What an editor writes on a new site once it has its name."""

from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page

from cms.setup import Step
from donations.models import Crowdfund
from pages.models import CampaignPage, CrowdfundPage, HomePage


def _home() -> HomePage | None:
    return HomePage.objects.filter(locale=Locale.get_default()).first()


def _is_front_page_written(request: HttpRequest) -> bool:
    home = _home()
    return bool(home and home.live and (home.introduction or home.body or home.crowdfund_id))


def _front_page_url(request: HttpRequest) -> str:
    home = _home()
    return reverse("wagtailadmin_pages:edit", args=[home.pk]) if home else "/admin/pages/"


def _new_campaign_url(request: HttpRequest) -> str:
    return reverse("new_campaign")


def _new_crowdfund_url(request: HttpRequest) -> str:
    return _add_url(CrowdfundPage, CampaignPage.objects.filter(locale=Locale.get_default()).first() or _home())


def _add_url(model: type[Model], parent: Page | None) -> str:
    names = ("pages", model._meta.model_name)
    return reverse("wagtailadmin_pages:add", args=[*names, parent.pk]) if parent else "/admin/pages/"


STEPS = [
    Step(
        title=_("Publish the first campaign"),
        explanation=_("Its story, its ask and its meetings on one page."),
        is_done=lambda request: CampaignPage.objects.live().exists(),
        url=_new_campaign_url,
    ),
    Step(
        title=_("Publish the first crowdfund"),
        explanation=_("Its goal, and line by line what the money is for. Then name it on the campaign’s page."),
        is_done=lambda request: Crowdfund.objects.in_force().exists(),
        url=_new_crowdfund_url,
    ),
    Step(
        title=_("Write the front page"),
        explanation=_("Until it has words of its own, it lists your campaigns and crowdfunds."),
        is_done=_is_front_page_written,
        url=_front_page_url,
    ),
]
