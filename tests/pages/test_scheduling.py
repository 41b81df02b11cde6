"""Pages go live and end at the hour that was set: page, API, search and caches follow, and whoever wrote them hears."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from wagtail.models import Page

from accounts.models import User
from cms import tick
from cms.mail import send_due
from cms.models import OutgoingMail
from events.models import Announcement
from pages.models import BlogPostPage, CampaignPage
from pages.services import editing_notices
from tests.factories.events import NOW, place_event
from tests.factories.pages import place, place_crowdfund, place_post

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def schedule(kind: type[Page], author: User) -> Page:
    """A page called Zebra that is live from the next hour until the one after it."""
    page: Any = place(CampaignPage, "Zebra") if kind is CampaignPage else place_post("Zebra")
    page.unpublish()
    page = kind.objects.get(pk=page.pk)
    page.go_live_at, page.expire_at = NOW + HOUR, NOW + 2 * HOUR
    page.save_revision(user=author).publish()
    return kind.objects.get(pk=page.pk)


def seen(client: Client, page: Page) -> list[bool]:
    """By a reader at its address and in the search, and by a front end."""
    listed = [each["title"] for each in client.get("/api/v1/pages?limit=100").json()["items"]]
    found = client.get("/api/v1/search?q=zebra").json()["total"]
    return [client.get(page.url).status_code == 200, "Zebra" in listed, found == 1]


@pytest.mark.parametrize("kind", [CampaignPage, BlogPostPage])
def test_a_page_goes_live_and_ends_at_its_hour(client: Client, kind: type[Page]) -> None:
    ann = User.objects.create_user("ann", "ann@example.org", "correct horse")
    with time_machine.travel(NOW, tick=False):
        page = schedule(kind, ann)
        told = [seen(client, page)]
    for minutes in (59, 61, 119, 121):
        now: datetime = NOW + timedelta(minutes=minutes)
        with time_machine.travel(now, tick=False):
            tick.run_due(now)
            told.append(seen(client, page))

    nowhere, everywhere = [False] * 3, [True] * 3
    assert told == [nowhere, nowhere, everywhere, everywhere, nowhere]
    sent = OutgoingMail.objects.filter(template="editing").values_list("to", "subject")
    assert list(sent) == [("ann@example.org", "Published as planned: Zebra")]


@time_machine.travel(NOW, tick=False)
def test_what_is_only_planned_takes_no_gifts_and_is_told_to_nobody(client: Client) -> None:
    place_crowdfund("Zebra", slug="zebra", go_live_at=NOW + HOUR)
    place_event("Meeting", slug="meeting", go_live_at=NOW + HOUR)

    addresses = ("/give/zebra/", "/give/zebra/ledger/", "/embed/crowdfunds/zebra", "/api/v1/crowdfunds/zebra")
    addresses += ("/calendar/events/meeting.ics", "/api/v1/events/meeting")
    assert {client.get(each).status_code for each in addresses} == {404}
    assert not Announcement.objects.exists()


def test_editors_hear_once_a_week_before_a_page_ends() -> None:
    ann = User.objects.create_user("ann", "ann@example.org", "correct horse")
    page = place(CampaignPage, "Zebra", owner=ann)
    Page.objects.filter(pk=page.pk).update(expire_at=NOW + timedelta(days=8))

    for days in (0, 1, 2):
        editing_notices.tell_of_expiring(NOW + timedelta(days=days))
    send_due(NOW + timedelta(days=3))

    [mail] = OutgoingMail.objects.filter(template="editing")
    assert (mail.created_at, mail.subject) == (NOW + timedelta(days=1), "Ends within a week: Zebra")
    assert "“Zebra” is taken down on 10 March 2026, 09:00." in mail.text
