"""With the keyboard alone somebody writes for a series, and comments."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Site
from tests.journeys.states_of_comments import CAMPAIGN
from tests.journeys.states_of_stories import SERIES
from tests.journeys.test_accessibility import faults_of, open_at_desk


def go_to(control: Locator) -> None:
    """By the key Tab alone, which must lead there, with something that shows where one is."""
    for _ in range(120):
        control.page.keyboard.press("Tab")
        if control.evaluate("control => control === document.activeElement"):
            assert control.evaluate("control => getComputedStyle(control).outlineStyle") != "none"
            return
    pytest.fail(f"Tab does not lead to {control}")


def type_into(field: Locator, words: str) -> None:
    go_to(field)
    field.page.keyboard.type(words)


def press(control: Locator, key: str = "Enter") -> None:
    go_to(control)
    control.page.keyboard.press(key)


def link_mailed_to(site: Site, address: str) -> str:
    link = re.search(r"http://\S+", site.mail_to(address))
    assert link
    return link[0]


def test_a_text_goes_to_the_editors_with_the_keyboard_alone(page: Page, site: Site) -> None:
    open_at_desk(page)
    page.goto(SERIES)
    press(page.get_by_role("link", name="Send an idea or a text"))
    type_into(page.get_by_label("Title"), "The last bus")
    type_into(page.get_by_label("Your text"), "It leaves at ten to nine.")
    type_into(page.get_by_label("Your name"), "Mary")
    type_into(page.get_by_label("Email address"), "mary-types@example.org")
    press(page.get_by_role("button", name="Keep it and mail me the link"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your mail")

    page.goto(link_mailed_to(site, "mary-types@example.org"))
    assert faults_of(page) == []
    press(page.get_by_role("button", name="Send it to the editors"))
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    assert faults_of(page) == []
    press(page.get_by_label("I wrote this myself"), "Space")
    press(page.get_by_role("button", name="Send it to the editors"))

    expect(page.get_by_text("The editors have it.")).to_be_visible()
    press(page.get_by_text("What you sent"))
    expect(page.get_by_text("It leaves at ten to nine.")).to_be_visible()
    assert faults_of(page) == []
    press(page.get_by_text("Withdraw it"))
    press(page.get_by_role("button", name="Withdraw my text"))
    expect(page.get_by_text("You have withdrawn it.")).to_be_visible()
    assert faults_of(page) == []


def test_a_comment_is_written_with_the_keyboard_alone(page: Page, site: Site) -> None:
    page.goto(CAMPAIGN)
    form = page.locator("#write")
    type_into(form.get_by_label("Comment", exact=True), "Who hosts it?")
    type_into(form.get_by_label("Name", exact=True), "Ada")
    type_into(form.get_by_label("Email address"), "ada-types@example.org")
    press(form.get_by_role("button", name="Send"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your mail")

    page.goto(link_mailed_to(site, "ada-types@example.org"))
    press(page.get_by_role("button", name="Yes, send my comment"))

    expect(page.get_by_role("heading", level=1)).to_have_text("Your comment waits")
