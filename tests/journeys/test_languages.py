"""A donor who reads Welsh stays in Welsh: campaign, form, receipt, mail. A reader changes language where they are."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site


def test_a_gift_made_in_welsh_is_thanked_for_in_welsh(page: Page, site: Site) -> None:
    page.goto("/cy/progressive-alliance/")
    page.get_by_label("£25").check()
    page.get_by_role("button", name="Rhoi £25").click()
    page.get_by_label("Email address").fill("nia@example.org")
    page.get_by_role("button", name="Pay £25").click()

    page.wait_for_url("**/cy/receipts/**")
    expect(page.locator("html")).to_have_attribute("lang", "cy")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Diolch am eich £25")
    mail = site.mail_to("nia@example.org")
    assert "Diolch am eich rhodd o £25" in mail
    assert "“Hyb ar-lein i’r gynghrair”" in mail
    assert page.url in mail


def test_who_leaves_the_payment_comes_back_to_the_welsh_form(page: Page) -> None:
    page.goto("/cy/progressive-alliance/online-hub/")
    page.get_by_label("£10").check()
    page.get_by_role("button", name="Rhoi £10").click()
    page.get_by_role("link", name="Go back without paying").click()

    page.wait_for_url("**/cy/give/online-hub/**")
    expect(page.get_by_text("Ni chymerwyd arian.")).to_be_visible()
    expect(page.get_by_label("£10")).to_be_checked()


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/progressive-alliance/",
        "/progressive-alliance/online-hub/",
        "/about/",
        "/search/?q=hyb",
        "/accounts/login/",
    ],
)
def test_the_language_switch_leads_to_the_same_page_and_back(page: Page, path: str) -> None:
    page.goto(path)
    page.get_by_role("link", name="Cymraeg").click()

    expect(page).to_have_url(re.compile(f"/cy{re.escape(path)}$"))
    expect(page.locator("html")).to_have_attribute("lang", "cy")

    page.get_by_role("link", name="English").click()

    expect(page).to_have_url(re.compile(f"(?<!/cy){re.escape(path)}$"))
    expect(page.locator("html")).to_have_attribute("lang", "en-GB")


@pytest.mark.parametrize("path", ["/cy/", "/cy/progressive-alliance/", "/cy/progressive-alliance/online-hub/"])
def test_links_of_a_welsh_page_stay_among_welsh_pages(page: Page, path: str) -> None:
    page.goto(path)

    links = page.locator("a[href^='/']:not([hreflang])").evaluate_all("all => all.map(a => a.getAttribute('href'))")

    assert len(links) >= 5
    assert [link for link in links if not link.startswith("/cy/")] == []


def test_the_catalogue_is_whole_on_what_donors_see(page: Page) -> None:
    page.goto("/cy/give/online-hub/")
    page.get_by_role("button", name="Rhoi").click()

    expect(page).to_have_title(re.compile("^Gwall:"))
    expect(page.get_by_role("heading", name="Mae problem")).to_be_visible()
    expect(page.get_by_role("link", name="Dewiswch swm neu rhowch un")).to_be_visible()
