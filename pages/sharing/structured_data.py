"""What search engines read of a page, in the words of https://schema.org, as JSON-LD (https://www.w3.org/TR/json-ld11/)."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language

from cms.addresses import absolute
from cms.models import BasePage, OrganisationSettings
from cms.public_tree import PublicPage, home_path, public_tree
from events.models import Mode, Occurrence
from pages.models import (
    BlogPostPage,
    CampaignPage,
    CrowdfundPage,
    EventPage,
    HomePage,
    HubPage,
    MeetingReportPage,
    PersonPage,
)
from pages.sharing.card import SharedPicture

Told = dict[str, Any]

ATTENDANCE = {
    Mode.IN_PERSON: "https://schema.org/OfflineEventAttendanceMode",
    Mode.ONLINE: "https://schema.org/OnlineEventAttendanceMode",
    Mode.HYBRID: "https://schema.org/MixedEventAttendanceMode",
}


def structured_data(page: BasePage, shown: PublicPage, context: Told, picture: SharedPicture) -> list[Told]:
    """Everything told of a public page: what it is, and where it stands. `context` is that of its template."""
    tell = next((tell for kind, tell in KINDS if isinstance(page, kind)), None)
    told = tell(page, context) if tell else []
    about = {"description": page.summary, "url": absolute(shown.url), "inLanguage": shown.language}
    whole = [_without_empty({**about, "image": absolute(picture.url), **each}) for each in told]
    return [{"@context": "https://schema.org", **each} for each in (*whole, *_trail(shown))]


def organisation() -> Told:
    """Who publishes all of this."""
    settings = OrganisationSettings.current()
    return _without_empty(
        {
            "@type": "Organization",
            "name": settings.organisation_name,
            "url": absolute("/"),
            "email": settings.contact_email,
        }
    )


def _home(page: HomePage, context: Told) -> list[Told]:
    search = {"@type": "EntryPoint", "urlTemplate": f"{absolute(reverse('search'))}?q={{search_term_string}}"}
    found = {"@type": "SearchAction", "target": search, "query-input": "required name=search_term_string"}
    home = absolute(home_path(get_language()))
    site = {"@type": "WebSite", "name": organisation().get("name"), "url": home, "potentialAction": found}
    return [{**organisation(), "description": ""}, site, *_asks(page, context)]


def _campaign(page: BasePage, context: Told) -> list[Told]:
    about = {"@type": "WebPage", "name": page.title, "publisher": organisation()}
    return [about, *_asks(page, context)]


def _asks(page: BasePage, context: Told) -> list[Told]:
    crowdfund = context.get("crowdfund")
    if crowdfund is None:
        return []
    target = {"@type": "EntryPoint", "urlTemplate": absolute(f"{crowdfund.url}#give")}
    state = "PotentialActionStatus" if crowdfund.is_open() else "CompletedActionStatus"
    return [
        {
            "@type": "DonateAction",
            "name": crowdfund.title,
            "recipient": organisation(),
            "target": target,
            "actionStatus": f"https://schema.org/{state}",
        }
    ]


def _event(page: EventPage, context: Told) -> list[Told]:
    return [_date(page, date) for date in context.get("dates") or ()]


def _date(page: EventPage, date: Occurrence) -> Told:
    status = "EventCancelled" if date.is_cancelled else "EventRescheduled" if date.is_moved else "EventScheduled"
    rescheduled = {"previousStartDate": date.original_starts_at.isoformat()} if date.is_moved else {}
    return {
        "@type": "Event",
        "name": page.title,
        "startDate": date.starts_at.astimezone(date.zone).isoformat(),
        "endDate": date.ends_at.astimezone(date.zone).isoformat(),
        **rescheduled,
        "eventStatus": f"https://schema.org/{status}",
        "eventAttendanceMode": ATTENDANCE[Mode(date.event.mode)],
        "location": _places(page, date),
        "organizer": organisation(),
    }


def _places(page: EventPage, date: Occurrence) -> list[Told]:
    places: list[Told] = []
    if date.event.is_in_person and date.place:
        places.append({"@type": "Place", "name": date.place[0], "address": ", ".join(date.place)})
    if date.event.is_online:
        # Who signs up is told the address itself.
        places.append({"@type": "VirtualLocation", "url": absolute(page.url or "/")})
    return places


def _report(page: MeetingReportPage, context: Told) -> list[Told]:
    return [{"@type": "Article", **_text(page), "publisher": organisation()}]


def _post(page: BlogPostPage, context: Told) -> list[Told]:
    authors = [_author(each) for each in context.get("authors") or ()]
    if page.byline:
        authors.append({"@type": "Person", "name": page.byline})
    dated = {"datePublished": page.date.isoformat()}
    written = {"author": authors or organisation(), "publisher": organisation()}
    return [{"@type": "BlogPosting", **_text(page), **dated, **written}]


def _text(page: BasePage) -> Told:
    published, changed = page.first_published_at, page.last_published_at
    return {
        "headline": page.title,
        "datePublished": published.isoformat() if published else None,
        "dateModified": changed.isoformat() if changed else None,
    }


def _author(author: Any) -> Told:
    return _without_empty(
        {
            "@type": "Person",
            "name": author.name,
            "affiliation": author.affiliation,
            "url": absolute(author.url) if author.url else None,
        }
    )


def _person(page: PersonPage, context: Told) -> list[Told]:
    return [{"@type": "Person", "name": page.title, "affiliation": page.affiliation}]


def _hub(page: HubPage, context: Told) -> list[Told]:
    return [
        {
            "@type": "Organization",
            "name": page.title,
            "email": page.contact_email,
            "areaServed": [page.area, *page.town_names()] if page.area else page.town_names(),
            "parentOrganization": organisation(),
        }
    ]


KINDS: list[tuple[type[BasePage], Callable[[Any, Told], list[Told]]]] = [
    (HomePage, _home),
    (CampaignPage, _campaign),
    (CrowdfundPage, _asks),
    (EventPage, _event),
    (MeetingReportPage, _report),
    (BlogPostPage, _post),
    (PersonPage, _person),
    (HubPage, _hub),
]


def _trail(shown: PublicPage) -> list[Told]:
    steps = [*public_tree().ancestors(shown), shown]
    if len(steps) < 2:
        return []
    items = [
        {"@type": "ListItem", "position": position, "name": step.title, "item": absolute(step.url)}
        for position, step in enumerate(steps, start=1)
    ]
    return [{"@type": "BreadcrumbList", "itemListElement": items}]


def _without_empty(told: Told) -> Told:
    return {name: value for name, value in told.items() if value not in ("", None, [], {})}
