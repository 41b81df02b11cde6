"""Where things stand on a page, in windows of several sizes."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page


def box(part: Locator) -> Any:
    return part.bounding_box()


def test_the_ask_stays_in_sight_on_a_laptop(open_page: Callable[..., Page]) -> None:
    page = open_page(viewport={"width": 1280, "height": 700})
    page.goto("/")

    page.evaluate("scrollTo({ top: 1500, behavior: 'instant' })")

    assert box(page.locator("#give"))["y"] == 16
    assert box(page.locator("#give [data-give-label]"))["y"] < 600


@pytest.mark.parametrize(("path", "width"), [("/", 390), ("/cy/", 390), ("/cy/", 320), ("/cy/", 900), ("/cy/", 920)])
def test_search_and_the_other_language_stand_beside_the_site_s_name(
    open_page: Callable[..., Page], path: str, width: int
) -> None:
    page = open_page(viewport={"width": width, "height": 700})
    page.goto(path)

    lines = {
        round(box(part)["y"] + box(part)["height"] / 2)
        for part in page.locator(".site-name, .to-search, search, .languages").all()
        if part.is_visible()
    }

    assert max(lines) - min(lines) <= 1


def test_the_footer_of_a_short_page_stands_at_the_bottom(open_page: Callable[..., Page]) -> None:
    page = open_page(viewport={"width": 1280, "height": 1200})
    page.goto("/accounts/login/")

    footer = box(page.locator(".site-footer"))

    assert footer["y"] + footer["height"] == 1200


def test_a_picture_is_as_wide_as_the_text_around_it(open_page: Callable[..., Page]) -> None:
    page = open_page(viewport={"width": 1280, "height": 700})
    page.goto("/about/")

    picture, text = box(page.locator("figure img").first), box(page.locator(".prose").first)

    assert picture["width"] == text["width"] < 1000
    assert picture["x"] == text["x"]


@pytest.mark.parametrize("path", ["/", "/progressive-alliance/", "/cy/", "/cy/progressive-alliance/"])
def test_whoever_reads_a_story_to_its_end_is_led_to_the_form(open_page: Callable[..., Page], path: str) -> None:
    page = open_page(viewport={"width": 390, "height": 700}, reduced_motion="reduce")
    page.goto(path)
    button = page.locator("a[href='#give']")
    assert box(button)["y"] > box(page.locator(".quote").last)["y"]

    button.click()

    assert page.evaluate("Math.round(document.querySelector('#give').getBoundingClientRect().y)") == 0
