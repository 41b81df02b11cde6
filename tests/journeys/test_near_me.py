"""Somebody asks the calendar what is near them: by the phone's own position, or, where it says nothing, by a town."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

FROME = {"latitude": 51.228345, "longitude": -2.322113}


def open_form(page: Page) -> None:
    page.goto("/calendar/list/")
    page.get_by_text("What is near a place").click()


def test_a_phone_says_where_it_is_rounded_and_only_when_it_is_asked(open_page: Callable[..., Page]) -> None:
    page = open_page(viewport={"width": 390, "height": 844}, geolocation=FROME, permissions=["geolocation"])
    open_form(page)
    page.get_by_label("Within").select_option("5 miles")

    page.get_by_role("button", name="Near me").click()

    page.wait_for_url("**/calendar/list/?near=51.23%2C-2.32&within=5")
    expect(page.get_by_role("heading", level=1)).to_have_text("Calendar: within 5 miles of you, near Frome")
    expect(page.get_by_text("Less than a mile away").first).to_be_visible()
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_where_it_says_nothing_a_town_does_it(open_page: Callable[..., Page]) -> None:
    page = open_page()
    open_form(page)
    page.get_by_role("button", name="Near me").click()
    expect(page.get_by_role("status")).to_have_text("Your device does not say where it is. Type a town instead")

    plain = open_page(java_script_enabled=False)
    open_form(plain)
    expect(plain.get_by_role("button", name="Near me")).to_have_count(0)
    plain.get_by_label("Near", exact=True).fill("Frome")
    plain.get_by_role("button", name="Show what is near").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Calendar: within 25 miles of Frome")
