"""By keyboard, without JavaScript, on paper, without motion: other ways to read the same pages."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

HUB = "/give/online-hub/"


FOCUSED = """() => {
  const focused = document.activeElement;
  if (focused === document.body) return null;
  const seen = [focused, focused.closest("label")].some((element) => {
    const style = element && getComputedStyle(element);
    return style && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  });
  const name = focused.textContent.trim().replace(/\\s+/g, " ") || focused.name || focused.type;
  return [name, seen];
}"""


def tab_through(reader: Page) -> list[tuple[str, bool]]:
    """What the Tab key reaches, in its order: its words or name, and whether one sees that it has the focus."""
    reached = []
    for _ in range(100):
        reader.keyboard.press("Tab")
        if (focused := reader.evaluate(FOCUSED)) is None:
            return reached
        reached.append(tuple(focused))
    raise AssertionError("The Tab key does not leave the page.")


@pytest.mark.parametrize(
    "path",
    ["/", "/progressive-alliance/online-hub/", HUB, "/login/", "/search/?q=meeting", "/accounts/password/reset/"],
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_one_always_sees_where_the_focus_is(open_page: Callable[..., Page], path: str, scheme: str) -> None:
    reader = open_page(color_scheme=scheme)
    reader.goto(path)

    reached = tab_through(reader)

    assert len(reached) >= 8
    assert [name for name, seen in reached if not seen] == []


def test_focus_goes_through_the_campaign_page_as_one_reads_it(open_page: Callable[..., Page]) -> None:
    reader = open_page(viewport={"width": 1280, "height": 800})
    reader.goto("/progressive-alliance/")

    names = [name for name, seen in tab_through(reader)]

    opening = ["Where the number comes from", "What the money is for, line by line"]
    opening += ["amount", "other", "frequency", "Give"]
    assert names[:2] == ["Skip to content", "Compass"]
    assert "Cymraeg" in names
    start = names.index("Cymraeg") + 1
    funded, supporters = names[start : start + 2]
    assert (funded.endswith("% of the goal"), supporters.isdecimal()) == (True, True)
    start += 2
    assert names[start : start + len(opening)] == opening
    assert names[-1] == "hello@compass.example"


def test_the_skip_link_leads_past_the_header(page: Page) -> None:
    page.goto("/progressive-alliance/")

    page.keyboard.press("Tab")
    assert page.get_by_role("link", name="Skip to content").bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    words, seen = page.evaluate(FOCUSED)
    assert (words.endswith("% of the goal"), seen) == (True, True)


@pytest.mark.parametrize("path", ["/", "/progressive-alliance/", "/progressive-alliance/online-hub/", "/about/", HUB])
def test_nothing_is_missing_without_javascript(open_page: Callable[..., Page], path: str) -> None:
    texts = []
    for scripts in (True, False):
        reader = open_page(java_script_enabled=scripts)
        reader.goto(path)
        texts.append(reader.locator("body").inner_text())

    assert texts[0] == texts[1]
    assert len(texts[0]) > 400


def test_a_page_is_printed_dark_on_white_and_without_what_cannot_be_pressed(open_page: Callable[..., Page]) -> None:
    reader = open_page(color_scheme="dark")
    reader.goto("/progressive-alliance/online-hub/")
    reader.emulate_media(media="print")

    background = reader.evaluate("() => getComputedStyle(document.body).backgroundColor")
    assert background == "rgb(255, 255, 255)"
    assert reader.get_by_role("heading", level=1).is_visible()
    assert reader.get_by_role("table").first.is_visible()
    for hidden in ("nav", "form", "search", ".to-search", ".skip"):
        assert not reader.locator(hidden).first.is_visible()
    way_to_give = reader.get_by_text(reader.url.replace("/progressive-alliance/", "/give/"), exact=False)
    assert way_to_give.is_visible()
    reader.emulate_media(media="screen")
    assert not way_to_give.is_visible()


IN_TRANSITION = """() => [...document.querySelectorAll("*")].some(
  (element) => getComputedStyle(element).transitionDuration !== "0s"
)"""


@pytest.mark.parametrize(
    ("motion", "scrolling", "moves"), [("reduce", "auto", False), ("no-preference", "smooth", True)]
)
def test_nothing_moves_for_those_who_do_not_want_it(
    open_page: Callable[..., Page], motion: str, scrolling: str, moves: bool
) -> None:
    reader = open_page(reduced_motion=motion)
    reader.goto("/progressive-alliance/")

    assert reader.evaluate("() => getComputedStyle(document.documentElement).scrollBehavior") == scrolling
    assert reader.evaluate(IN_TRANSITION) is moves
