"""A monthly gift in a browser, without JavaScript: begun, changed, renewed, paused, taken up again and stopped."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site
from tests.journeys.test_donor import GIVE, new_address, raised


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    return open_page(java_script_enabled=False)


def begin(page: Page, amount: str) -> str:
    """Pays the first month; gives the address of the page on which the gift is changed.

    Another amount for each journey: the same one within a minute is, without JavaScript, the same press.
    """
    page.goto(GIVE)
    page.get_by_label(amount, exact=True).check()
    page.get_by_label("Every month").check()
    page.get_by_role("button", name="Give").click()
    page.get_by_label("Email address").fill(new_address())
    page.get_by_role("button", name="Pay").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Thank you for your {amount}")
    page.get_by_role("link", name="Change or stop it").click()
    return page.url


def in_the_console(page: Page, button: str, back_to: str) -> None:
    page.goto("/sandbox/")
    page.locator("article").first.get_by_role("button", name=button).click()
    page.goto(back_to)


def test_gives_monthly_changes_and_stops(page: Page, site: Site) -> None:
    before = raised(site)
    gift = begin(page, "£10")
    heading = page.get_by_role("heading", level=1)
    assert raised(site) == before + 1000
    expect(page.get_by_text("£10 a month")).to_be_visible()

    page.get_by_label("Amount each month, in pounds").fill("15")
    page.get_by_role("button", name="Change the amount").click()
    expect(page.get_by_text("Changed: it is £15 from the next payment on.")).to_be_visible()

    in_the_console(page, "The next month’s payment succeeds", gift)
    expect(page.locator("section", has_text="Payments so far").locator("td.amount")).to_have_text(["£15", "£10"])
    assert raised(site) == before + 1000 + 1500

    # The crowdfund of the demo ends before a payment could follow a pause.
    expect(page.get_by_text("You can stop your gift instead.")).to_be_visible()
    expect(page.get_by_role("button", name="For 1 month")).to_have_count(0)

    page.get_by_role("button", name="Stop my monthly gift").click()
    expect(heading).to_have_text("Your monthly gift has stopped")
    expect(page.get_by_text("Nothing more is taken.")).to_be_visible()
    page.get_by_role("link", name="Begin again").click()
    expect(page.get_by_label("Every month")).to_be_visible()
    assert raised(site) == before + 2500


def test_a_card_that_fails_is_changed_on_stripe_s_page(page: Page, site: Site) -> None:
    gift = begin(page, "£5")
    heading = page.get_by_role("heading", level=1)
    in_the_console(page, "The next month’s payment fails", gift)
    expect(heading).to_have_text("Your last payment did not go through")

    page.get_by_role("button", name="Change the card on Stripe’s page").click()
    page.wait_for_url("**/sandbox/portal/**")
    page.get_by_label("Card that is accepted").check()
    page.get_by_role("button", name="Save the card").click()

    expect(page).to_have_url(gift)


def test_what_is_no_amount_is_explained_and_kept(page: Page) -> None:
    begin(page, "£25")

    page.get_by_label("Amount each month, in pounds").fill("abc")
    page.get_by_role("button", name="Change the amount").click()

    summary = page.get_by_role("heading", name="There is a problem").locator("..")
    expect(summary.get_by_role("link")).to_have_text("Enter an amount in pounds, like 25 or 7.50")
    expect(page.get_by_label("Amount each month, in pounds")).to_have_value("abc")


def test_before_it_is_paid_it_says_what_becomes_of_it_at_the_end(page: Page) -> None:
    page.goto(GIVE)

    expect(page.get_by_text("A monthly gift stops when this crowdfund ends")).to_be_visible()
