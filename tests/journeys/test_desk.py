"""A volunteer on a phone: invited, signed in by one button, a weekly meeting published and seen in the calendar."""

import re
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import chain

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, Request, expect

from tests.journeys.conftest import Site
from tests.journeys.test_accessibility import ALL_RULES, COLOUR_RULES, broken_layout, broken_rules, structure
from tests.journeys.test_editor import Watch

PHONE = {"width": 390, "height": 844}
MOST_BYTES = 60_000
MOST_SECONDS = 60
DAY = date.today() + timedelta(days=9)  # noqa: DTZ011 - any day soon
INVITE = """
from django.utils import timezone
from accounts.models import User
from events.models import Hub, Role
from events.services.invitations import invite
from pages.models import HomePage, HubIndexPage, HubPage
home = HomePage.objects.get(locale__language_code="en")
index = home.add_child(instance=HubIndexPage(title="Our hubs", slug="our-hubs", live=False))
index.save_revision().publish()
page = index.add_child(instance=HubPage(title="Lewes", slug="lewes", live=False))
page.save_revision().publish()
hub, admin, now = Hub.objects.get(slug="lewes"), User.objects.get(username="admin"), timezone.now()
invite(hub=hub, email="ann@example.org", role=Role.HOST, locale="en", user=admin, now=now)
"""


class Weights:
    """What came in for each page, without pictures, as if it were the first that a phone sees."""

    def __init__(self, phone: Page) -> None:
        self.of_page: dict[str, int] = {}
        self.requests: list[Request] = []
        self.phone = phone
        session = phone.context.new_cdp_session(phone)
        session.send("Network.enable")
        session.send("Network.setCacheDisabled", {"cacheDisabled": True})
        phone.on("requestfinished", lambda each: self.requests.append(each))

    def weigh(self) -> None:
        self.phone.wait_for_load_state("networkidle")
        sizes = [each.sizes() for each in self.requests if each.resource_type != "image"]
        self.of_page[self.phone.url] = sum(each["responseBodySize"] + each["responseHeadersSize"] for each in sizes)
        self.requests.clear()


@pytest.fixture
def invitation(site: Site) -> str:
    """The path of the link in a mail that invites to a hub."""
    site.manage("shell", "-c", INVITE)
    mail = site.mail_to("ann@example.org")
    return next(line for line in mail.splitlines() if "/invitation/" in line).removeprefix(site.url)


@pytest.fixture
def phone(open_page: Callable[..., Page], site: Site) -> Iterator[Page]:
    """Without scripts: the desk needs none. Fails if anything on the way broke the rules of Watch."""
    phone = open_page(
        viewport=PHONE, has_touch=True, is_mobile=True, reduced_motion="reduce", java_script_enabled=False
    )
    watch = Watch(phone, site)
    yield phone
    assert watch.found == []


def test_an_invited_volunteer_publishes_a_weekly_meeting_within_a_minute(
    phone: Page, open_page: Callable[..., Page], invitation: str, site: Site
) -> None:
    weights = Weights(phone)
    started = time.monotonic()
    for go_on in chain(sign_in(phone, invitation), write(phone), look_around(phone), copy(phone)):
        go_on()
        weights.weigh()
    seconds = time.monotonic() - started

    assert seconds < MOST_SECONDS
    assert len(weights.of_page) == 19
    assert 20_000 < min(weights.of_page.values()) < max(weights.of_page.values()) <= MOST_BYTES
    expires = next(each["expires"] for each in phone.context.cookies() if each["name"] == "sessionid")
    assert 29 < (expires - time.time()) / 86400 < 31

    reader = open_page(viewport=PHONE, reduced_motion="reduce", storage_state=phone.context.storage_state())
    faults = {url: faults_of(reader, url) for url in weights.of_page if "/desk/" in url or "/invitation/" in url}
    assert {url: each for url, each in faults.items() if each} == {}


def faults_of(reader: Page, url: str) -> list[str]:
    """What is not accessible on a phone, in light and dark, and what a narrower one does not hold."""
    reader.goto(url)
    reader.evaluate(AXE_SCRIPT)
    reader.emulate_media(color_scheme="light")
    faults = list(broken_rules(reader, ALL_RULES))
    reader.emulate_media(color_scheme="dark")
    faults += broken_rules(reader, COLOUR_RULES)
    reader.set_viewport_size({"width": 320, "height": 700})
    faults += broken_layout(reader)
    reader.set_viewport_size(PHONE)
    return faults if structure(reader) == {"h1": 1, "language": "en-GB"} else [*faults, "structure"]


def sign_in(phone: Page, invitation: str) -> Iterator[Callable[[], object]]:
    yield lambda: phone.goto(invitation)
    yield lambda: press(phone, "Accept and sign in", "**/desk/lewes/")


def write(phone: Page) -> Iterator[Callable[[], object]]:
    """Each step, with a slip in the second."""
    yield lambda: follow(phone, "New meeting")
    phone.get_by_label("What is it called?").fill("Trains for Lewes")
    phone.get_by_label("In one or two sentences").fill("We plan a better line to Brighton.")
    phone.get_by_label("More about it").fill("Tea from half past six.\n\nEverybody is welcome.")
    yield lambda: press(phone, "Continue", "**/when/")
    phone.get_by_label("On which day?").fill(DAY.isoformat())
    phone.get_by_label("It begins at").fill("19:00")
    phone.get_by_label("It ends at").fill("18:00")
    phone.get_by_label("Every week").check()
    yield lambda: press(phone, "Continue", "**/when/")
    expect(phone.get_by_role("link", name="It ends before it begins")).to_be_visible()
    expect(phone.get_by_label("On which day?")).to_have_value(DAY.isoformat())
    phone.get_by_label("It ends at").fill("20:30")
    yield lambda: press(phone, "Continue", "**/where/")
    phone.get_by_label("Venue").fill("Town hall")
    phone.get_by_label("Street and postcode").fill("High Street")
    phone.get_by_label("Town", exact=True).fill("Lewes")
    yield lambda: press(phone, "Continue", "**/access/")
    phone.get_by_label("Step-free, from the street to a toilet").check()
    yield lambda: press(phone, "Continue", "**/photo/")
    yield lambda: press(phone, "Continue", "**/meetings/*/")
    expect(phone.locator(".preview time")).to_have_count(6)
    yield lambda: press(phone, "Publish", "**/published/")
    expect(phone.get_by_label("A text to copy into your chat or mail")).to_have_value(re.compile("Every .*next on"))


def look_around(phone: Page) -> Iterator[Callable[[], object]]:
    """The calendar first, as everybody sees it; then what else there is at the desk."""
    published = phone.url
    yield lambda: follow(phone, "See it in the calendar")
    expect(phone.get_by_role("link", name="Trains for Lewes").first).to_be_visible()
    for task in ("poster", "agenda", "press-note"):
        yield lambda task=task: phone.goto(published.replace("published", task))
        assert phone.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1
    for task in ("", "copy/", "kits/", "meetings/"):
        yield lambda task=task: phone.goto(f"/desk/lewes/{task}")
    yield lambda: follow(phone, "Cancel or move")
    phone.get_by_label("Cancel it").check()
    yield lambda: press(phone, "Show what changes", "**/dates/*/")
    expect(phone.get_by_text("This date will be cancelled:")).to_be_visible()


def copy(phone: Page) -> Iterator[Callable[[], object]]:
    """Begin another one like it, and think better of it: the question is asked, and the draft kept."""
    phone.goto("/desk/lewes/copy/")
    phone.get_by_label("On which day is it?").fill((DAY + timedelta(days=1)).isoformat())
    yield lambda: press(phone, "Continue", "**/meetings/*/")
    yield lambda: follow(phone, "Throw this draft away")
    expect(phone.get_by_role("button", name="Throw it away")).to_be_visible()


def press(phone: Page, button: str, to: str) -> None:
    phone.get_by_role("button", name=button, exact=True).click()
    phone.wait_for_url(to)


def follow(phone: Page, link: str) -> None:
    phone.get_by_role("link", name=link).first.click()
    phone.wait_for_load_state()
