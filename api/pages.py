"""Pages as JSON: what each type tells. Posts and their lists lie in api/posts.py."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

from api import blocks, comments, events, posts
from api.links import addresses, link, type_of
from api.posts import Tell
from api.schemas.any_page import PageItem, Seo
from api.schemas.hubs import Hub
from api.schemas.pictures import Rendition
from cms.addresses import absolute
from cms.caching import tag_response
from cms.public_tree import PublicPage, fetch, public_page, public_tree
from events.models import CALENDAR
from pages.asks import ask_context, outcomes_shown
from pages.costs import costs_in_force
from pages.events import speakers_of
from pages.feeds.addresses import feed_path
from pages.hubs import ListedHub, hubs_below, hubs_in
from pages.models import (
    CampaignPage,
    CrowdfundPage,
    EventPage,
    HomePage,
    HubIndexPage,
    HubPage,
    MeetingReportPage,
    StandardPage,
)
from pages.models.talk import TalkPage
from pages.sharing.card import shared_picture


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
    tell = TELLS.get(type(found))
    return {
        "id": page.pk,
        "type": type_of(page),
        "title": found.title,
        "introduction": found.introduction,
        "meta": _meta(page, found, request),
        **_body(found, request),
        **({"comments": comments.summary(page, found, request)} if isinstance(found, TalkPage) else {}),
        **(tell(page, found, request) if tell else {}),
    }


def _body(found: Any, request: HttpRequest) -> dict[str, Any]:
    body = blocks.body(found.body, request)
    return blocks.with_contents(body) if isinstance(found, StandardPage) else {"body": body}


def _opening(page: PublicPage, found: HomePage | CampaignPage, request: HttpRequest) -> dict[str, Any]:
    return {"crowdfund": blocks.tracker(public_page(found.crowdfund_id), request)}


def _hubs_below(page: PublicPage, found: HubIndexPage, request: HttpRequest) -> dict[str, Any]:
    return {"hubs": _hubs(hubs_below(found))}


def _hub(page: PublicPage, found: HubPage, request: HttpRequest) -> dict[str, Any]:
    hub = next(iter(_hubs(hubs_in(page.language, key=found.translation_key))), None)
    return {"hub": hub, "feed_url": absolute(feed_path(page))}


def _event(page: PublicPage, found: EventPage, request: HttpRequest) -> dict[str, Any]:
    tag_response(request, CALENDAR)
    return {"event": events.whole(key=found.translation_key), "speakers": speakers_of(found)}


def _report(page: PublicPage, found: MeetingReportPage, request: HttpRequest) -> dict[str, Any]:
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


def _crowdfund(page: PublicPage, found: CrowdfundPage, request: HttpRequest) -> dict[str, Any]:
    crowdfund = ask_context(found.translation_key, request)["crowdfund"]
    costs = costs_in_force(crowdfund, found.pk)
    shown = outcomes_shown(crowdfund)
    return {
        "crowdfund": blocks.tracker(page, request),
        "purpose": found.purpose,
        "budget": costs.budget,
        "budget_minor": costs.budget_minor,
        "if_under": found.if_under if shown.if_under else "",
        "if_over": found.if_over if shown.if_over else "",
        "stretch_goals": costs.stretch_goals,
        "spending": costs.spending,
        "spent_minor": costs.spent_minor,
    }


TELLS: dict[type[Page], Tell] = {
    HomePage: _opening,
    CampaignPage: _opening,
    CrowdfundPage: _crowdfund,
    HubIndexPage: _hubs_below,
    HubPage: _hub,
    EventPage: _event,
    MeetingReportPage: _report,
    **posts.TELLS,
}
"""What pages of a type tell beside what all of them do."""
