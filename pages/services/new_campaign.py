"""A campaign and its crowdfund, made together: two pages that belong together from the first draft on."""

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext
from wagtail.blocks import Block
from wagtail.log_actions import LogContext, log
from wagtail.models import Page, Site

from cms.free_names import free_slug
from cms.models import CampaignImage, OrganisationSettings
from community import purposes as community
from pages.models import BudgetLine, CampaignPage, CrowdfundPage, HomePage


@dataclass(frozen=True, slots=True)
class Ask:
    """What a crowdfund asks for; `lines` are title and amount of each. What is empty is still to be said."""

    goal_minor: int
    lines: Sequence[tuple[str, int]] = ()
    purpose: str = ""
    if_under: str = ""
    if_over: str = ""
    last_day: date | None = None
    has_no_end: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """`alt_text` says what it shows; empty when it is mere decoration."""

    image: CampaignImage
    alt_text: str = ""


@transaction.atomic
def make_campaign(
    *,
    home: HomePage,
    title: str,
    introduction: str,
    ask: Ask,
    picture: Picture | None = None,
    promoter: str = "",
    user: Any,
) -> CampaignPage:
    """Keep both pages as drafts, the crowdfund below the campaign that opens with it.

    `promoter` goes into the imprint while nobody is named there.
    """
    if promoter:
        _name_promoter(promoter, user)
    campaign = CampaignPage(
        title=title,
        introduction=introduction,
        social_image=picture.image if picture else None,
        body=json.dumps(_first_blocks(picture, home.locale.language_code)),
    )
    _begin(campaign, below=home, user=user)
    campaign.crowdfund = _make_crowdfund(campaign, ask, user)
    campaign.save(update_fields=["crowdfund"])
    campaign.save_revision(user=user, clean=False)
    return campaign


def _make_crowdfund(campaign: CampaignPage, ask: Ask, user: Any) -> CrowdfundPage:
    """With the campaign's words; numbered lines keep their order."""
    lines = [BudgetLine(title=what, amount_minor=minor, sort_order=n) for n, (what, minor) in enumerate(ask.lines)]
    crowdfund = CrowdfundPage(
        title=campaign.title,
        introduction=campaign.introduction,
        social_image=campaign.social_image,
        goal_minor=ask.goal_minor,
        purpose=ask.purpose,
        if_under=ask.if_under,
        if_over=ask.if_over,
        last_day=ask.last_day,
        has_no_end=ask.has_no_end,
        budget_lines=lines,
    )
    _begin(crowdfund, below=campaign, user=user)
    crowdfund.save_revision(user=user, clean=False)
    return crowdfund


def _name_promoter(promoter: str, user: Any) -> None:
    organisation = OrganisationSettings.for_site(Site.objects.get(is_default_site=True))
    if organisation.imprint_promoter:
        return
    organisation.imprint_promoter = promoter
    organisation.save()
    log(instance=organisation, action="wagtail.edit", user=user)


def _begin(page: Page, *, below: Page, user: Any) -> None:
    page.slug, page.locale = free_slug(below, page.title, otherwise="campaign"), below.locale
    page.live, page.owner = False, user
    with LogContext(user=user):
        below.add_child(instance=page)


def _first_blocks(picture: Picture | None, language: str) -> list[dict[str, Any]]:
    """What a campaign's page begins with: its picture, the next meetings, and a form to be written to."""
    blocks: list[tuple[str, dict[str, Any]]] = []
    if picture:
        image = {"image": picture.image.pk, "alt_text": picture.alt_text, "decorative": not picture.alt_text}
        blocks.append(("image", {"image": image, "caption": ""}))
    with translation.override(language):
        blocks.append(("events", {"heading": gettext("The next meetings")}))
        if purposes := [purpose for purpose, _name in community.choices()]:
            words = {"heading": gettext("Hear how it goes on"), "button": gettext("Sign up")}
            blocks.append(("sign_up", {**words, "purposes": purposes}))
    kinds = CampaignPage.body.field.stream_block.child_blocks
    return [_block(kind, _prepared(kinds[kind], value)) for kind, value in blocks]


def _prepared(kind: Block, value: dict[str, Any]) -> Any:
    """With what the block has by default where nothing is said."""
    return {**kind.get_prep_value(kind.get_default()), **value}


def _block(kind: str, value: Any) -> dict[str, Any]:
    return {"id": str(uuid.uuid4()), "type": kind, "value": value}
