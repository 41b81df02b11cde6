"""A donor's way in a browser: from the campaign's page through Stripe's and back, and every way that ends elsewhere."""

import json
import re
import urllib.request
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site

CROWDFUND = "/progressive-alliance/online-hub/"
GIVE = "/give/online-hub/"
WORTHLESS = ["0", "-5", "0.001", "1e9", "NaN", "abc", "２５", "999999"]


def tracker(site: Site) -> dict[str, Any]:
    with urllib.request.urlopen(f"{site.url}/api/v1/crowdfunds/online-hub", timeout=10) as answer:
        shown: dict[str, Any] = json.load(answer)
    return shown


def raised(site: Site) -> int:
    return int(tracker(site)["raised_minor"])


def shown_as_raised(page: Page) -> str:
    return page.locator("[data-value=raised]").first.inner_text()


def pounds(minor: int) -> str:
    return f"£{minor // 100:,}" + (f".{minor % 100:02}" if minor % 100 else "")


def new_address() -> str:
    return f"donor-{uuid.uuid4().hex[:8]}@example.org"


def pay(page: Page, outcome: str = "Card that is accepted", address: str = "") -> None:
    """On Stripe's page."""
    page.get_by_label("Email address").fill(address or new_address())
    page.get_by_label(outcome).check()
    page.get_by_role("button", name="Pay").click()


def choose(page: Page, amount: str = "£25") -> None:
    page.get_by_label(amount, exact=True).check()
    page.get_by_role("button", name="Give").click()


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is on what the selector names, as somebody without a mouse does."""
    for _ in range(60):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{selector} cannot be reached with Tab")


def test_gives_25_pounds_and_sees_the_tracker_move(page: Page, site: Site) -> None:
    before, address = tracker(site), new_address()
    page.goto(CROWDFUND)
    assert shown_as_raised(page) == pounds(before["raised_minor"])

    choose(page)
    pay(page, address=address)

    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you for your £25")
    receipt = page.url
    after = tracker(site)
    assert (after["raised_minor"], after["donors"]) == (before["raised_minor"] + 2500, before["donors"] + 1)
    assert after["updated_at"] > before["updated_at"]
    assert receipt in site.mail_to(address)
    page.goto(CROWDFUND)
    assert shown_as_raised(page) == pounds(after["raised_minor"])
    page.goto(receipt)
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you for your £25")
    assert raised(site) == after["raised_minor"]


def test_gives_by_keyboard_alone(page: Page, site: Site) -> None:
    before = raised(site)
    page.goto(CROWDFUND)

    tab_to(page, "[name=amount]")
    while not page.evaluate("document.activeElement.value === '2500' && document.activeElement.checked"):
        page.keyboard.press("ArrowDown")
    tab_to(page, "[data-give-label]")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Give £25"
    page.keyboard.press("Enter")
    page.wait_for_url("**/sandbox/pay/**")
    tab_to(page, "[name=email]")
    page.keyboard.type(new_address())
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you for your £25")
    assert raised(site) == before + 2500


def test_gives_without_javascript(open_page: Callable[..., Page], site: Site) -> None:
    page, before = open_page(java_script_enabled=False), raised(site)
    page.goto(CROWDFUND)

    page.get_by_label("Or another amount").fill("£1,000.50")
    page.get_by_role("button", name="Give").click()
    pay(page)

    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you for your £1,000.50")
    assert raised(site) == before + 100_050
    page.goto(CROWDFUND)
    assert shown_as_raised(page) == pounds(before + 100_050)


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_an_amount_that_cannot_be_taken_is_explained_and_kept(
    open_page: Callable[..., Page], site: Site, java_script_enabled: bool
) -> None:
    page, before = open_page(java_script_enabled=java_script_enabled), tracker(site)
    for typed in WORTHLESS:
        page.goto(GIVE)
        field = page.get_by_label("Or another amount")
        field.fill(typed)
        page.get_by_role("button", name="Give").click()

        summary = page.get_by_role("heading", name="There is a problem").locator("..")
        message = summary.get_by_role("link").inner_text()
        assert message.startswith("Enter "), typed
        expect(field).to_have_value(typed)
        expect(field).to_have_accessible_description(re.compile(re.escape(message)))
        assert summary.get_by_role("link").get_attribute("href") == f"#{field.get_attribute('id')}"
        assert page.title().startswith("Error:")
    assert tracker(site) == before


def test_the_button_promises_only_what_will_be_taken(page: Page) -> None:
    promised = {"25": "£25", "£ 1,000.5": "£1,000.50", "1": "£1", "10,000": "£10,000"}
    page.goto(GIVE)

    for typed in (*promised, *WORTHLESS, "1,5", "1,00", "0.99", "10000.01", "1000000", "£"):
        page.get_by_label("Or another amount").fill(typed)
        expect(page.locator("[data-give-label]")).to_have_text(f"Give {promised.get(typed, '')}".strip())


def test_nothing_chosen_is_asked_for(page: Page) -> None:
    page.goto(GIVE)

    page.get_by_role("button", name="Give").click()

    problem = page.get_by_role("link", name="Choose an amount or enter one")
    problem.click()
    assert page.evaluate("document.activeElement.name") == "amount"


def test_a_declined_card_takes_no_money_and_another_may_work(page: Page, site: Site) -> None:
    before = raised(site)
    page.goto(GIVE)
    choose(page)
    pay(page, "Card that is declined")
    expect(page.get_by_text("No money was taken")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_contain_text("£25")
    assert raised(site) == before

    pay(page)

    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you for your £25")
    assert raised(site) == before + 2500


def test_walking_away_takes_no_money_and_keeps_the_amount(page: Page, site: Site) -> None:
    before = tracker(site)
    page.goto(GIVE)
    page.get_by_label("Or another amount").fill("7.50")
    page.get_by_role("button", name="Give £7.50").click()

    page.get_by_role("link", name="Go back without paying").click()

    expect(page.get_by_text("No money has been taken")).to_be_visible()
    expect(page.get_by_label("Or another amount")).to_have_value("7.50")
    assert tracker(site) == before


def test_a_bank_payment_counts_when_it_arrives_and_not_before(page: Page, site: Site) -> None:
    before = tracker(site)
    page.goto(GIVE)
    choose(page)

    pay(page, "Bank payment that arrives in a minute")

    expect(page.get_by_role("heading", level=1)).to_have_text("Your payment is under way")
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your payment is under way")
    assert tracker(site) == before
    receipt = page.url
    page.goto("/sandbox/")
    page.locator("article").first.get_by_role("button", name="The money arrives").click()
    page.goto(receipt)

    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you for your £25")
    assert raised(site) == before["raised_minor"] + 2500


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_two_presses_open_one_checkout(open_page: Callable[..., Page], java_script_enabled: bool) -> None:
    page, opened = open_page(java_script_enabled=java_script_enabled), []
    page.on("response", lambda answer: opened.append(answer.headers["location"]) if answer.status == 303 else None)
    page.goto(GIVE)
    page.get_by_label("£10", exact=True).check()
    page.get_by_role("button", name="Give").dblclick()
    page.wait_for_url("**/sandbox/pay/**")

    assert len(set(opened)) == 1


def test_a_receipt_of_nobody_is_not_found(page: Page) -> None:
    answer = page.goto(f"/receipts/{uuid.uuid4()}/")

    assert answer
    assert answer.status == 404
