"""Somebody follows a hub, and leaves it again on the page to which the mail leads."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site
from tests.journeys.states_of_meetings import follow
from tests.journeys.test_accessibility import faults_of, open_at_desk


def test_from_the_page_of_a_hub_to_ones_own_page_and_away(page: Page, site: Site) -> None:
    open_at_desk(page)
    follow(page, email="ada-follows@example.org")
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your mail")

    link = re.search(r"http://\S+/following/\S+", site.mail_to("ada-follows@example.org"))
    assert link
    page.goto(link[0])
    assert faults_of(page) == []
    page.get_by_role("button", name="Follow this hub").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You follow Frome")
    assert faults_of(page) == []

    page.get_by_role("button", name="Stop following").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You get no more of these mails")
