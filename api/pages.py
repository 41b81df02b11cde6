"""Pages as JSON: what each type tells. A new page type gets its line in TYPES and its schema in schemas/pages.py."""

from collections.abc import Iterable
from typing import Any, cast

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page

from api import blocks, comments, events
from api.parameters import Language
from api.schemas.contributions import Call
from api.schemas.hubs import Hub
from api.schemas.pages import PageItem, PageLink, PageType, Seo
from api.schemas.pictures import Rendition
from cms.addresses import absolute
from cms.caching import tag_response
from cms.models import BasePage
from cms.public_tree import PublicPage, fetch, public_page, public_tree
from events.models import CALENDAR
from pages.asks import ask_context, outcomes_shown
from pages.costs import costs_in_force
from pages.hubs import ListedHub, hubs_below, hubs_in
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
from pages.models.talk import TalkPage
from pages.sharing.card import shared_picture

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
    model = ContentType.objects.get_for_id(page.content_type_id).model_class()
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


def items(pages: Iterable[PublicPage]) -> list[PageItem]:
    """Pages as a list shows them, in as many queries as there are types among them and one."""
    told = {page.pk: page for page in pages}
    found = Page.objects.specific().defer_streamfields().in_bulk(told)
    return [
        PageItem(
            **link(page).model_dump(),
            summary=found[key].summary,
            first_published_at=found[key].first_published_at,
            last_published_at=found[key].last_published_at,
        )
        for key, page in told.items()
        if key in found
    ]


def whole(page: PublicPage, request: HttpRequest) -> dict[str, Any]:
    """All that a reader sees of the page, to be validated as schemas.pages.Page."""
    found: Any = fetch(page)
    found.read_together(request)
    told = {
        "id": page.pk,
        "type": type_of(page),
        "title": found.title,
        "introduction": found.introduction,
        "meta": _meta(page, found, request),
        "body": blocks.body(found.body, request),
    }
    if isinstance(found, TalkPage):
        told["comments"] = comments.summary(page, found, request)
    if isinstance(found, CrowdfundPage):
        return {**told, "crowdfund": blocks.tracker(page, request), **_money(found, request)}
    if isinstance(found, HomePage | CampaignPage):
        return {**told, "crowdfund": blocks.tracker(public_page(found.crowdfund_id), request)}
    if isinstance(found, HubIndexPage):
        return {**told, "hubs": _hubs(hubs_below(found))}
    if isinstance(found, HubPage):
        return {**told, "hub": next(iter(_hubs(hubs_in(page.language, key=found.translation_key))), None)}
    if isinstance(found, EventPage):
        tag_response(request, CALENDAR)
        speakers = list(found.speakers.all())
        return {**told, "event": events.whole(key=found.translation_key), "speakers": speakers}
    if isinstance(found, MeetingReportPage):
        return {**told, **_report(found)}
    if isinstance(found, SeriesPage):
        return {**told, "call": _call(found)}
    return told


def _call(found: SeriesPage) -> Call | None:
    if not found.takes_contributions():
        return None
    return Call(
        text=found.call, until=found.call_until, url=absolute(reverse("contribute", args=[found.translation_key]))
    )


def _report(found: MeetingReportPage) -> dict[str, Any]:
    event = public_page(found.event_page_id)
    facts = {name: getattr(found, name) for name in ("held_on", "place", "people", "next_steps")}
    return {**facts, "event": link(event) if event else None}


def _hubs(told: Iterable[ListedHub]) -> list[Hub]:
    return [Hub.of(hub, page_url=addresses(hub.page)["api_url"]) for hub in told]


def _meta(page: PublicPage, found: Any, request: HttpRequest) -> dict[str, Any]:
    tree = public_tree()
    parent = tree.parent(page)
    return {
        **addresses(page),
        "locale": page.language,
        "translations": [link(each) for each in tree.translations(page).values() if each.pk != page.pk],
        "parent": link(parent) if parent else None,
        "breadcrumbs": [link(each) for each in tree.ancestors(page)],
        "first_published_at": found.first_published_at,
        "last_published_at": found.last_published_at,
        "seo": Seo(title=found.seo_title or found.title, description=found.summary, image=_card(page, found, request)),
    }


def _card(page: PublicPage, found: Any, request: HttpRequest) -> Rendition:
    picture = shared_picture(found, page, request)
    return Rendition(src=absolute(picture.url), width=picture.width, height=picture.height, type="image/jpeg")


def _money(found: CrowdfundPage, request: HttpRequest) -> dict[str, Any]:
    crowdfund = ask_context(found.translation_key, request)["crowdfund"]
    costs = costs_in_force(crowdfund, found.pk)
    shown = outcomes_shown(crowdfund)
    return {
        "purpose": found.purpose,
        "budget": costs.budget,
        "budget_minor": costs.budget_minor,
        "if_under": found.if_under if shown.if_under else "",
        "if_over": found.if_over if shown.if_over else "",
        "stretch_goals": costs.stretch_goals,
        "spending": costs.spending,
        "spent_minor": costs.spent_minor,
    }
