"""The tracker in a browser: the number of the API, and fresh while somebody looks."""

from collections.abc import Callable

import pytest
from playwright.sync_api import APIRequestContext, Page, Route

from tests.journeys.conftest import Site

EVERY = 15_000
PAGE, API = "/progressive-alliance/online-hub/", "/api/v1/crowdfunds/online-hub"


def give_elsewhere(site: Site, http: APIRequestContext) -> None:
    """A gift of £25 that this page knows nothing of."""
    checkout = http.post(
        "/give/online-hub/", form={"amount": "2500"}, max_redirects=0, headers={"User-Agent": "Elsewhere"}
    )
    paid = http.post(checkout.headers["location"], form={"email": "ada@example.org", "outcome": "pay"}, max_redirects=0)
    assert paid.status == 303


def raised(http: APIRequestContext) -> int:
    return int(http.get(API).json()["raised_minor"])


def shown(reader: Page) -> int:
    """What the tracker says was raised, in pence."""
    text = reader.locator("[data-value=raised]").first.inner_text()
    pounds, _, pence = text.removeprefix("£").replace(",", "").partition(".")
    return int(pounds) * 100 + int(pence or 0)


@pytest.mark.parametrize("path", ["/", "/progressive-alliance/", PAGE, "/give/online-hub/", f"/cy{PAGE}"])
def test_the_page_and_the_api_show_one_number(page: Page, path: str) -> None:
    page.goto(path)

    told = page.request.get(API).json()

    assert shown(page) == told["raised_minor"]
    assert page.locator("[data-value=donors]").first.inner_text() == str(told["donors"])
    assert page.locator("[data-value=percent]").first.inner_text() == str(told["percent"])
    bar = page.locator("progress").first
    assert (bar.get_attribute("max"), bar.get_attribute("value")) == (
        str(told["goal_minor"]),
        str(told["raised_minor"]),
    )


def test_a_gift_made_elsewhere_appears_quietly(page: Page, site: Site) -> None:
    page.clock.install()
    page.goto(PAGE)
    before, statuses = shown(page), []

    for gift in (False, False, True, False):
        if gift:
            give_elsewhere(site, page.request)
        with page.expect_response(f"**{API}") as answer:
            page.clock.run_for(EVERY)
        statuses.append(answer.value.status)

    assert statuses == [200, 304, 200, 304]
    page.wait_for_function("before => document.querySelector('progress').value !== before", arg=before)
    assert shown(page) == before + 2500 == raised(page.request)
    assert int(page.locator("progress").evaluate("bar => bar.value")) == before + 2500
    # A reader of the screen is not interrupted by somebody else's gift.
    assert page.locator("main :is([aria-live], [role=status], [role=alert])").count() == 0


@pytest.mark.parametrize("path", [PAGE, f"/cy{PAGE}"])
def test_asking_again_changes_no_word_when_nothing_has_happened(page: Page, path: str) -> None:
    page.clock.install()
    page.goto(path)
    before = page.locator(".tracker").inner_text()

    for _ in range(2):  # The second question shows that the first answer was taken in.
        with page.expect_response(f"**{API}"):
            page.clock.run_for(EVERY)

    assert page.locator(".tracker").inner_text() == before


def test_over_the_goal_the_bar_is_full_and_the_words_tell_how_far(page: Page) -> None:
    page.clock.install()
    far = {"raised_minor": 620_050, "goal_minor": 500_000, "donors": 212, "percent": 124}
    page.route(f"**{API}", lambda route: answer_with(route, far))
    page.goto(PAGE)

    with page.expect_response(f"**{API}"):
        page.clock.run_for(EVERY)

    page.wait_for_function("() => document.querySelector('progress').value === 500_000")
    assert page.locator("progress").evaluate("bar => [bar.value, bar.max]") == [500_000, 500_000]
    assert "£6,200.50 raised of £5,000" in page.locator(".tracker").inner_text().replace("\n", " ")
    assert "124% of the goal" in page.locator(".tracker").inner_text()


def answer_with(route: Route, changes: dict[str, int]) -> None:
    route.fulfill(json={**route.fetch().json(), **changes})


def test_it_asks_less_often_while_there_is_no_answer(page: Page) -> None:
    page.clock.install()
    asked = []
    page.route(f"**{API}", lambda route: (asked.append(route.request.url), route.abort())[-1])
    page.goto(PAGE)
    counts = []

    for _ in range(7):
        page.clock.run_for(EVERY)
        page.wait_for_timeout(100)
        counts.append(len(asked))

    assert counts == [1, 1, 2, 2, 2, 2, 3]


def test_it_does_not_ask_while_nobody_looks(open_page: Callable[..., Page]) -> None:
    reader = open_page()
    reader.clock.install()
    asked = []
    reader.route(f"**{API}", lambda route: (asked.append(route.request.url), route.continue_())[-1])
    reader.goto(PAGE)
    reader.evaluate("() => Object.defineProperty(document, 'hidden', {value: true})")

    reader.clock.run_for(10 * EVERY)
    reader.wait_for_timeout(100)

    assert asked == []
