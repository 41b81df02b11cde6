"""What pages add to Wagtail's admin."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext
from wagtail import hooks
from wagtail.models import Page

from donations.models import Crowdfund
from donations.money import format_minor
from pages.models import CrowdfundPage
from pages.services import is_source


@hooks.register("after_publish_page")
def tell_why_nobody_can_give(request: HttpRequest, page: Page) -> None:
    """The page is published all the same: there may be something to read on it before there is something to give to."""
    if isinstance(page, CrowdfundPage) and is_source(page):
        crowdfund = Crowdfund.objects.in_force().filter(key=page.translation_key).first()
        if crowdfund and not crowdfund.is_costed:
            messages.warning(request, _without_budget(crowdfund))
        # Later on a crowdfund that is over is published to tell what it paid for.
        elif (
            crowdfund
            and crowdfund.last_day
            and crowdfund.is_over()
            and page.first_published_at == page.last_published_at
        ):
            messages.warning(request, _from_the_past(crowdfund.last_day))


def _without_budget(crowdfund: Crowdfund) -> str:
    goal, budget = (
        format_minor(minor, crowdfund.currency, get_language() or "en")
        for minor in (crowdfund.goal_minor, crowdfund.budget_minor)
    )
    return gettext(
        "Nobody can give yet: the budget adds up to %(budget)s, the goal is %(goal)s."
        " Make them equal under “Money” and publish again."
    ) % {"budget": budget, "goal": goal}


def _from_the_past(last_day: date) -> str:
    return gettext("Nobody can give: the last day, %(day)s, is over. Today is %(today)s.") % {
        "day": date_format(last_day, "j F Y"),
        "today": date_format(timezone.localdate(), "j F Y"),
    }
