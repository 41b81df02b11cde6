"""A page of each type with all that it can show, for the budgets of queries."""

from collections.abc import Callable
from datetime import timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from donations.models import Crowdfund, SupporterMessage, SupporterUpdate
from pages.models import CampaignPage, MeetingReportPage, PressPage, StandardPage
from tests.factories.comments import comment
from tests.factories.donations import NOW, make_donation
from tests.factories.events import event_of, place_event
from tests.factories.hubs import place_hub, place_index
from tests.factories.pages import (
    home,
    picture,
    place,
    place_blog,
    place_crowdfund,
    place_person,
    place_post,
    place_series,
    publish,
)
from tests.factories.topics import make_topic

SOON = timezone.localdate() + timedelta(days=1)
numbers = count(1)


def word(kind: str) -> str:
    return f"{kind}-{next(numbers)}"


def home_page(**fields: Any) -> Any:
    page = home()
    for name, value in {"crowdfund": place_crowdfund(word("ask")), **fields}.items():
        setattr(page, name, value)
    return publish(page)


def campaign_page(**fields: Any) -> Any:
    """One on which readers comment."""
    page = place(CampaignPage, "Campaign", crowdfund=place_crowdfund(word("ask")), comments="open", **fields)
    comment(page.translation_key, parent=comment(page.translation_key))
    return page


def crowdfund_page(**fields: Any) -> Any:
    """One whose supporters are named, and were told what became of the money."""
    page = place_crowdfund("Crowdfund", **fields)
    crowdfund = Crowdfund.objects.get(key=page.translation_key)
    donation = make_donation(crowdfund, state="paid")
    SupporterMessage.objects.create(donation=donation, public_name="Ada", written_at=NOW, state="shown")
    SupporterUpdate.objects.create(crowdfund=crowdfund, locale="en", subject="Done", written_at=NOW, ordered_at=NOW)
    return page


def with_the_past(event: Any) -> Any:
    """Of two dates that are over one has been told of."""
    of_event = event_of(event)
    for days in (8, 1):
        ends_at = timezone.now() - timedelta(days)
        row = of_event.occurrences.create(
            **dict.fromkeys(("original_date", "local_date"), ends_at.date()),
            hub=of_event.hub,
            **dict.fromkeys(("original_starts_at", "starts_at", "ends_at"), ends_at),
        )
    told = {"event_page": event, "held_on": row.local_date, "original_date": row.original_date, "people": 9}
    return place(MeetingReportPage, "How it went", parent=event.get_parent(), **told)


def hub_page(**fields: Any) -> Any:
    hub = place_hub("Brighton", **fields)
    with_the_past(place_event(rule="RRULE:FREQ=WEEKLY", start_date=SOON, parent=hub))
    return hub


def event_page(**fields: Any) -> Any:
    about = {"topics": [make_topic()], **fields}
    event = place_event(rule="RRULE:FREQ=WEEKLY", start_date=SOON, parent=place_hub("Ours"), **about)
    with_the_past(event)
    return event


def report_page(**fields: Any) -> Any:
    event = place_event(rule="RRULE:FREQ=WEEKLY", start_date=SOON, parent=place_hub("Ours"))
    report = with_the_past(event)
    for name, value in fields.items():
        setattr(report, name, value)
    return publish(report)


PAGES: dict[str, Callable[..., Any]] = {
    "home": home_page,
    "campaign": campaign_page,
    "crowdfund": crowdfund_page,
    "hub index": lambda **fields: place_index(**fields),
    "hub": hub_page,
    "event": event_page,
    "meeting report": report_page,
    "blog index": lambda **fields: place_blog(**fields),
    "series": lambda **fields: place_series(**fields),
    "blog post": lambda **fields: place_post(word("post"), place_person(), topics=[make_topic()], **fields),
    "person": lambda **fields: place_person(photo=picture(), **fields),
    "press": lambda **fields: place(PressPage, "Press", **fields),
    "standard": lambda **fields: place(StandardPage, "About us", **fields),
}
