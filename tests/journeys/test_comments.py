"""A reader comments, confirms by mail and waits; a moderator lets it through, and it stands under the page."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site
from tests.journeys.states_of_comments import CAMPAIGN, comment_on_campaign
from tests.journeys.test_accessibility import faults_of, open_at_desk
from tests.journeys.test_editor import sign_in

EVIL = """<script>window.ran = 1</script><img src=x onerror="window.ran = 1"> javascript:window.ran=1
https://x.example/"onmouseover="window.ran=1 \u202eturned Z\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301algo"""


def test_from_the_form_to_the_page_by_way_of_mail_and_moderator(page: Page, site: Site) -> None:
    open_at_desk(page)
    comment_on_campaign(page, text=f"Who hosts the hub?\n\n{EVIL}", email="ada-talks@example.org")
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your mail")
    link = re.search(r"http://\S+/my-comment/\S+", site.mail_to("ada-talks@example.org"))
    assert link

    page.goto(link[0])
    assert faults_of(page) == []
    page.get_by_role("button", name="Yes, send my comment").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your comment waits")
    assert faults_of(page) == []
    page.goto(CAMPAIGN)
    expect(page.get_by_text("Who hosts the hub?")).to_have_count(0)

    let_through(page, "Who hosts the hub?")
    page.goto(link[0])
    page.get_by_role("link", name="Read it where it stands").click()

    shown = page.locator(".comment").filter(has_text="Who hosts the hub?")
    expect(shown).to_be_visible()
    assert page.url.endswith(f"{CAMPAIGN}#{shown.get_attribute('id')}")
    shown.hover()
    assert page.evaluate("window.ran") is None
    assert shown.locator("script, img").count() == 0


def let_through(page: Page, words: str) -> None:
    sign_in(page, "moderator")
    page.goto("/admin/moderation/")
    page.locator(".moderation-rows > li").filter(has_text=words).get_by_role("button", name=re.compile("^Show")).click()
    page.context.clear_cookies()
