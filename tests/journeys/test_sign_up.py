"""Somebody signs up for a meeting, and gives their place up again on the page to which the mail leads."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site
from tests.journeys.states_of_meetings import sign_up
from tests.journeys.test_accessibility import faults_of, open_at_desk


def test_from_the_page_of_an_event_to_ones_own_place_and_away(page: Page, site: Site) -> None:
    open_at_desk(page)
    sign_up(page, email="ada-comes@example.org")
    expect(page.get_by_role("heading", level=1)).to_have_text("You have a place")

    link = re.search(r"http://\S+/my-place/\S+", site.mail_to("ada-comes@example.org"))
    assert link
    page.goto(link[0])
    expect(page.get_by_role("heading", level=1)).to_have_text("You have a place")
    assert faults_of(page) == []

    page.get_by_role("link", name="What should we talk about? Suggest and mark").click()
    page.get_by_role("button", name="Suggest it").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    page.get_by_label("What should we talk about?").fill("A bus after nine")
    page.get_by_role("button", name="Suggest it").click()
    expect(page.get_by_text("Matters to 1 person · to you, too")).to_be_visible()
    assert faults_of(page) == []
    page.get_by_role("link", name="Your place").click()

    page.get_by_role("button", name="Give up my place").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are not on the list")
