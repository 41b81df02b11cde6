"""Links to pages as JSON, and the name of each page type. A new one gets its line in TYPES and a schema."""

from typing import cast

from django.urls import reverse

from api.parameters import Language
from api.schemas.any_page import PageLink, PageType
from cms.addresses import absolute
from cms.models import BasePage
from cms.page_types import model_of
from cms.public_tree import PublicPage
from pages.models import (
    BlogIndexPage,
    BlogPostPage,
    CampaignPage,
    CrowdfundPage,
    EventPage,
    HomePage,
    HubIndexPage,
    HubPage,
    MeetingReportPage,
    PersonPage,
    PressPage,
    SeriesPage,
    StandardPage,
)

TYPES: dict[PageType, type[BasePage]] = {
    "home": HomePage,
    "campaign": CampaignPage,
    "crowdfund": CrowdfundPage,
    "hub_index": HubIndexPage,
    "hub": HubPage,
    "event": EventPage,
    "meeting_report": MeetingReportPage,
    "blog_index": BlogIndexPage,
    "series": SeriesPage,
    "blog_post": BlogPostPage,
    "person": PersonPage,
    "press": PressPage,
    "standard": StandardPage,
}


def type_of(page: PublicPage) -> PageType:
    model = model_of(page.content_type_id)
    return next(name for name, each in TYPES.items() if each is model)


def link(page: PublicPage) -> PageLink:
    return PageLink(
        id=page.pk,
        type=type_of(page),
        title=page.title,
        locale=cast(Language, page.language),
        **addresses(page),
    )


def addresses(page: PublicPage) -> dict[str, str]:
    return {
        "url": page.url,
        "html_url": absolute(page.url),
        "api_url": absolute(reverse("api:page", args=[page.pk])),
    }
