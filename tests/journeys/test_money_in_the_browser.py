"""Money as scripts write it: without pence, with thousandths, and in sums whose last digit a fraction would lose."""

from typing import Any

import pytest
from playwright.sync_api import Page, Route

EVERY = 15_000
PAGE, API = "/progressive-alliance/online-hub/", "/api/v1/crowdfunds/online-hub"


@pytest.mark.parametrize(
    ("currency", "minor", "shown"),
    [
        ("GBP", 2_147_483_648, "£21,474,836.48"),
        ("GBP", 9_007_199_254_740_991, "£90,071,992,547,409.91"),
        ("GBP", 5, "£0.05"),
        ("JPY", 2500, "¥2,500"),
        ("KWD", 2500, "KWD 2.500"),
        ("KWD", 25_000, "KWD 25"),
    ],
)
def test_the_tracker_writes_each_currency_to_its_last_digit(page: Page, currency: str, minor: int, shown: str) -> None:
    def tell(route: Route) -> None:
        told: dict[str, Any] = route.fetch().json()
        route.fulfill(json=told | {"raised_minor": minor, "currency": currency, "budget": []})

    page.clock.install()
    page.goto(PAGE)
    page.route(f"**{API}", tell)

    with page.expect_response(f"**{API}"):
        page.clock.run_for(EVERY)

    raised = page.locator("[data-value=raised]").first
    raised.filter(has_text=shown.replace(" ", "\u00a0")).wait_for()


@pytest.mark.parametrize(
    ("currency", "sign", "typed", "label"),
    [
        ("GBP", "£", "£ 7.5", "Give £7.50"),
        ("GBP", "£", "7.505", "Give"),
        ("JPY", "JPY", "JPY 2,500", "Give JP¥2,500"),
        ("JPY", "JPY", "25.5", "Give"),
        ("KWD", "KWD", "2.51", "Give KWD 2.510"),
        ("KWD", "KWD", "2.515", "Give"),
        ("JPY", "JPY", "£2500", "Give"),
    ],
)
def test_the_button_says_what_the_server_will_take(
    page: Page, currency: str, sign: str, typed: str, label: str
) -> None:
    def write(route: Route) -> None:
        answer = route.fetch()
        data = f'data-give="{currency}" data-sign="{sign}" data-least="100" data-most="1000000"'
        before, _, rest = answer.text().partition("data-give=")
        route.fulfill(response=answer, body=f"{before}{data}{rest[rest.index('>') :]}")

    page.route("**/give/online-hub/", write)
    page.goto("/give/online-hub/")

    page.get_by_label("Or another amount").fill(typed)

    assert page.locator("[data-give-label]").inner_text().replace("\u00a0", " ") == label
