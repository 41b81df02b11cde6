"""The calendar as people read it: a month, a day, all that is ahead; and addresses that somebody made up."""

from collections.abc import Iterator
from datetime import date, time
from typing import Any
from urllib.parse import quote

import pytest
import time_machine
from django.test import Client

from events.services import events, hubs, occurrences
from events.services.occurrences import Scope
from tests.factories.events import NOW, TUESDAY, WEEKLY, put_in_force
from tests.factories.hostile_text import HOSTILE
from tests.factories.hubs import make_hub
from tests.factories.reading import read

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture(autouse=True)
def on_monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def day_of(html: str, day: str) -> str:
    """What the month says of one day."""
    return html.partition(f'<time datetime="{day}">')[2].partition("</ol>")[0].partition("<h3>")[0]


def test_a_month_lists_the_first_dates_of_a_day_and_counts_the_others(client: Client) -> None:
    for number in range(5):
        put_in_force(f"event-{number}", title=f"Event {number}", at=time(20 - number), rule=f"{WEEKLY};COUNT=2")

    html = read(client, "/calendar/")

    assert '<h2 id="month">March 2026</h2>' in html
    third = day_of(html, "2026-03-03")
    assert [third.index(f"Event {number}") for number in (4, 3, 2)] == sorted(
        third.index(f"Event {number}") for number in (2, 3, 4)
    )
    assert ("Event 1" in third, "and 2 more" in third, 'href="/calendar/2026-03-03/"' in third) == (False, True, True)
    assert "Event 4" in day_of(html, "2026-03-10")
    assert "starts-7" in html
    assert html.count("is-today") == 1
    assert "No date is known in this month." in read(client, "/calendar/2026-04/")


def test_this_month_says_when_nothing_more_is_ahead_in_it(client: Client) -> None:
    put_in_force(title="Assembly", rule=f"{WEEKLY};COUNT=2")

    with time_machine.travel("2026-03-10T12:00Z", tick=False):
        on_the_last_day = read(client, "/calendar/")
    with time_machine.travel("2026-03-11T12:00Z", tick=False):
        after = read(client, "/calendar/")

    assert "Nothing more is known this month." not in on_the_last_day
    assert 'Nothing more is known this month. <a href="/calendar/2026-04/">On to April</a>' in after
    assert "Nothing more" not in read(client, "/calendar/2026-02/")


def test_a_cancelled_date_stands_there_as_cancelled_and_a_moved_one_where_it_is(client: Client) -> None:
    event = put_in_force(rule=f"{WEEKLY};COUNT=2")
    of = {"key": event.key, "scope": Scope.THIS, "now": NOW}
    occurrences.cancel_dates(original_date=TUESDAY, **of)
    to = {"to_day": date(2026, 3, 12), "to_time": time(18), "minutes": 60}
    occurrences.move_dates(original_date=date(2026, 3, 10), **to, **of)

    html = read(client, "/calendar/2026-03/")

    assert "<s>Assembly</s> (cancelled)" in day_of(html, "2026-03-03")
    assert "Assembly" not in day_of(html, "2026-03-10")
    assert "18:00" in day_of(html, "2026-03-12")


@pytest.mark.parametrize("path", ["/calendar/", "/calendar/list/", "/calendar/2026-03-03/"])
def test_by_hub_and_by_town(client: Client, path: str) -> None:
    hub = make_hub()
    put_in_force("ours", title="Ours", hub=hub, town="Brighton")
    put_in_force("theirs", title="Theirs", town="Frome")

    everything, of_hub, in_town = (read(client, path + query) for query in ("", "?hub=brighton", "?place=Frome"))

    assert (">Ours" in everything or "Ours</a>" in everything, "Theirs</a>" in everything) == (True, True)
    assert ("Ours</a>" in of_hub, "Theirs</a>" in of_hub) == (True, False)
    assert ("Ours</a>" in in_town, "Theirs</a>" in in_town) == (False, True)
    assert "/calendar/hubs/brighton.ics" in of_hub


def test_what_is_not_in_force_is_nowhere(client: Client) -> None:
    hub = make_hub()
    event = put_in_force("withdrawn", title="Secret one")
    put_in_force("of-hub", title="Secret two", hub=hub)
    events.withdraw_event(key=event.key, now=NOW)
    hubs.close_hub(key=hub.key, now=NOW)

    for path in ("/calendar/", "/calendar/list/", "/calendar/2026-03-03/", "/calendar.ics"):
        assert "Secret" not in read(client, path)
    assert client.get("/calendar/?hub=brighton").status_code == 404
    for path in ("/calendar/hubs/brighton.ics", "/calendar/events/withdrawn.ics", "/calendar/events/of-hub.ics"):
        assert client.get(path).status_code == 404


def test_the_list_goes_on_from_page_to_page_without_leaving_out_a_date(client: Client) -> None:
    for number in range(3):
        put_in_force(f"event-{number}", title=f"Event {number}", rule="RRULE:FREQ=DAILY;COUNT=40")
    path, found = "/calendar/list/", 0

    pages = []
    while path:
        html = read(client, path)
        pages.append(html.count('class="dated"'))
        found += pages[-1]
        query = html.partition('rel="next nofollow" href="')[2].partition('"')[0]
        path = f"/calendar/list/{query}" if query else ""

    assert pages == [50, 50, 20]
    assert found == 120


def test_an_empty_calendar_says_so(client: Client) -> None:
    assert "No date is known in this month." in read(client, "/calendar/")
    assert "No date is known yet." in read(client, "/calendar/list/")
    assert 'href="/calendar/" aria-current="true"' in read(client, "/calendar/")


@pytest.mark.parametrize(
    "path",
    [
        *("/calendar/2026-13/", "/calendar/0000-01/", "/calendar/9999-12/", "/calendar/2101-01/", "/calendar/1999-12/"),
        *("/calendar/2026-02-30/", "/calendar/9999-12-31/", "/calendar/0001-01-01/", "/calendar/٢٠٢٦-03/"),
        *("/calendar/?hub=none", "/calendar/events/none.ics", "/calendar/events/none/2026-03-03.ics"),
    ],
)
def test_addresses_of_what_there_is_not(client: Client, path: str) -> None:
    put_in_force()

    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/calendar/", "/calendar/list/", "/calendar/2026-03-03/", "/calendar.ics"])
def test_no_parameter_breaks_anything(client: Client, path: str) -> None:
    put_in_force()

    for text in HOSTILE:
        value = quote(text.encode(errors="surrogatepass"))
        for name in ("hub", "place", "after", "near", "within"):
            response = client.get(f"{path}?{name}={value}")
            assert response.status_code in ((200, 404) if name == "hub" else (200,)), (name, text)
            assert b"<script>" not in response.content


def test_the_first_and_the_last_month_lead_no_further(client: Client) -> None:
    assert "1999" not in read(client, "/calendar/2000-01/")
    assert "2101" not in read(client, "/calendar/2100-12/")


def test_near_a_town_it_is_said_how_far_each_date_is(client: Client) -> None:
    for town in ("Frome", "Warminster", "Brighton"):
        put_in_force(town.lower(), title=f"In {town}", town=town)

    html = read(client, "/calendar/list/?near=frome&within=10")

    assert "<h1>Calendar: within 10 miles of Frome</h1>" in html
    assert ("In Frome" in html, "In Warminster" in html, "In Brighton" in html) == (True, True, False)
    assert (html.count("Less than a mile away"), html.count("About 6 miles away")) == (1, 1)
    assert 'value="frome"' in html
    assert '<option value="10" selected>10 miles</option>' in html
    assert 'href="/calendar/"' in html


def test_the_pages_of_what_is_near_lead_on(client: Client) -> None:
    put_in_force(rule="RRULE:FREQ=DAILY;COUNT=60")

    html = read(client, "/calendar/list/?near=Frome&within=5")
    later = html.partition('rel="next nofollow" href="')[2].partition('"')[0].replace("&amp;", "&")

    assert later.startswith("?near=Frome&within=5&after=")
    assert read(client, f"/calendar/list/{later}").count('class="dated"') == 10


def test_where_somebody_is_is_rounded_and_lies_in_no_cache(client: Client) -> None:
    put_in_force()

    response = client.get("/calendar/list/?near=51.234567,-2.345678&within=5")

    assert response["Cache-Control"] == "private, no-store"
    html = " ".join(response.content.decode().split())
    assert "Calendar: within 5 miles of you, near Frome" in html
    assert "About 1 mile away" in html


def test_of_several_towns_one_is_chosen(client: Client) -> None:
    put_in_force(title="Assembly")

    html = read(client, "/calendar/list/?near=Ashford&within=5")

    assert html.count("Several towns are called so. Choose the one you mean") == 2
    assert '<a href="/calendar/list/?near=Ashford%2C%20Surrey&amp;within=5">Ashford, Surrey</a>' in html
    assert 'value="Ashford"' in html
    assert "Assembly" not in html


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("near=Guilford", "We know no such place. Type the nearest town"),
        ("near=BT1+1AA", "We do not know this postcode: type the nearest town"),
        ("near=Frome&within=7", "Choose how far"),
        (f"near={'x' * 81}", "We know no such place. Type the nearest town"),
    ],
)
def test_a_place_that_nobody_knows_is_said_and_kept(client: Client, query: str, words: str) -> None:
    html = read(client, f"/calendar/list/?{query}")

    assert html.count(words) == 2
    assert f'value="{query[5:].partition("&")[0].replace("+", " ")}"' in html


def test_where_nothing_is_near_the_way_to_all_is_shown(client: Client) -> None:
    put_in_force(town="Brighton", title="Assembly")

    html = read(client, "/calendar/list/?near=Lerwick")

    assert '<option value="25" selected>' in html
    assert 'No date is known there yet. <a href="/calendar/list/">All that is ahead</a>' in html
    assert "Assembly" in read(client, "/calendar/list/?near=+")


def test_only_the_calendar_may_ask_where_a_phone_is(client: Client) -> None:
    assert "geolocation=(self)" in client.get("/calendar/")["Permissions-Policy"]
    assert "geolocation=()" in client.get("/search/")["Permissions-Policy"]


def test_where_nobody_looks_up_postcodes_none_is_asked_for(client: Client, settings: Any) -> None:
    told = [read(client, "/calendar/list/")]
    settings.POSTCODE_LOOKUP = ""
    told += [read(client, "/calendar/list/?near="), read(client, "/calendar/list/?near=BA11+1AA")]

    assert ["a postcode or an area" in html for html in told] == [True, False, False]
    assert ["Royal Mail" in html for html in told] == [True, False, False]
    assert "We cannot look up postcodes here: type the nearest town" in told[2]
