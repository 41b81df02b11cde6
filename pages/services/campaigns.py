"""A campaign goes live with the crowdfund that it opens with: at once, at an hour to come, or not at all."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Page, Revision

from pages.languages import is_source
from pages.models import CampaignPage, CrowdfundPage


@transaction.atomic
def publish_together(*, campaign: CampaignPage, user: Any, go_live_at: datetime | None = None) -> list[Page]:
    """Publish what is kept of the campaign and of its crowdfund, now or at a time to come. Gives both pages.

    Each counts by itself: the crowdfund takes gifts once it says all that an ask must say.
    """
    pages = together(campaign)
    # The crowdfund first: one that is planned already does not go along with its campaign.
    for page in reversed(pages):
        _publish(page, user=user, go_live_at=go_live_at)
    return pages


@transaction.atomic
def take_crowdfund_along(*, campaign: CampaignPage) -> None:
    """After a campaign was first published or planned: the same for its crowdfund, if that was never public.

    Whoever changes a word of a public campaign opens no ask with it. The crowdfund stays a draft while it is not
    finished, somebody has locked it or is reviewing it, or has planned it for another time; and a translation, whose
    texts are published by who has translated them.
    """
    crowdfund = crowdfund_of(campaign)
    is_new = campaign.first_published_at == campaign.last_published_at
    if crowdfund and is_new and is_source(campaign) and _may_go_along(crowdfund):
        _publish(crowdfund, user=None, go_live_at=campaign.go_live_at)


def _may_go_along(crowdfund: CrowdfundPage) -> bool:
    if crowdfund.first_published_at or crowdfund.scheduled_revision or crowdfund.get_lock():
        return False
    try:
        crowdfund.get_latest_revision_as_object().full_clean()
    except ValidationError:
        return False
    return True


def _publish(page: Page, *, user: Any, go_live_at: datetime | None) -> None:
    draft = page.get_latest_revision_as_object()
    draft.go_live_at = go_live_at
    # Logged as an edit: without one, history offers no way back to this version.
    draft.save_revision(user=user, clean=False, log_action=True).publish(user=user)


def call_off(*, revision: Revision) -> None:
    """After a campaign's plan was called off: nothing below goes live by the clock, unless the campaign is public."""
    page = revision.content_object
    if isinstance(page, CampaignPage) and not page.live:
        call_off_below(page=page)


@transaction.atomic
def call_off_below(*, page: Page) -> None:
    below = [str(key) for key in page.get_descendants().values_list("pk", flat=True)]
    for planned in Revision.page_revisions.filter(object_id__in=below, approved_go_live_at__isnull=False):
        planned.approved_go_live_at = None
        # Wagtail notes by these fields that a plan was called off.
        planned.save(update_fields=["approved_go_live_at"])


def together(campaign: CampaignPage) -> list[Page]:
    """The campaign and the crowdfund below it that its draft opens with, if that is still there."""
    crowdfund = crowdfund_of(campaign.get_latest_revision_as_object())
    return [campaign, crowdfund] if crowdfund else [campaign]


def crowdfund_of(campaign: CampaignPage) -> CrowdfundPage | None:
    """The crowdfund below the campaign with which it opens."""
    found: CrowdfundPage | None = CrowdfundPage.objects.child_of(campaign).filter(pk=campaign.crowdfund_id).first()
    return found
