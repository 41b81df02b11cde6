"""An editor makes a meeting a series in the browser: the recurrence widget works, saves by itself, keeps whole days."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site
from tests.journeys.test_editor import Watch, open_editor_of, sign_in


def test_a_rule_and_a_summer_day_are_saved_by_themselves(open_page: Callable[..., Page], site: Site) -> None:
    page = open_page(viewport={"width": 1400, "height": 1000}, timezone_id="Europe/London")
    watch = Watch(page, site)
    sign_in(page, "editor")
    open_editor_of(page, "/birmingham-evening/")
    rule = page.locator("textarea[name=rule]")

    with page.expect_response(lambda response: response.request.method == "POST" and "/edit/" in response.url):
        page.get_by_text("Add rule").click()
    ticks = [tick.bounding_box() for tick in page.locator(".recurrence-widget input[type=checkbox]:visible").all()]
    assert [(tick or {}).get("width") for tick in ticks] == [24, 24]
    page.get_by_text("Add date").click()
    page.locator(".recurrence-widget .date-field").last.fill("2027-07-06")
    with page.expect_response(lambda response: response.request.method == "POST" and "/edit/" in response.url):
        page.locator(".recurrence-widget .date-field").last.press("Tab")

    expect(rule).to_have_value("RRULE:FREQ=WEEKLY\nRDATE:20270706")
    page.reload()
    expect(rule).to_have_value("RRULE:FREQ=WEEKLY\nRDATE:20270706")
    assert watch.found == []
