"""Every page in every state, narrow and wide, light and dark: WCAG 2.2 AA, and what no checker of rules can see."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

from tests.journeys.conftest import ROOT, serve
from tests.journeys.states import STATES
from tests.journeys.states_under_attack import STATES_UNDER_ATTACK

NARROW, PHONE, WIDE = 320, 390, 1280
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL_RULES = {"resultTypes": ["violations"], "runOnly": TAGS}
# Dark differs from light in nothing but colours, and a phone from the narrowest window in nothing but where things lie.
COLOUR_RULES = {"resultTypes": ["violations"], "runOnly": ["color-contrast", "link-in-text-block"]}
WHERE_THINGS_LIE = ["color-contrast", "scrollable-region-focusable", "target-size"]
RULES_OF_PLACE = {"resultTypes": ["violations"], "runOnly": WHERE_THINGS_LIE}


@pytest.fixture(scope="module")
def attacked_reader(browser: Browser, demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A window onto a site that takes the first press for an attack, and asks for more work than can be done."""
    folder = shutil.copytree(demo_folder, tmp_path_factory.mktemp("attacked") / "var")
    with serve(folder, CHECKOUTS_PER_MINUTE_ALERT="1", PROOF_OF_WORK_BITS="32") as site:
        context = browser.new_context(base_url=site.url, reduced_motion="reduce")
        yield context.new_page()
        context.close()


@pytest.mark.parametrize("state", STATES)
def test_a_page_is_accessible_at_every_width_in_light_and_dark(reader: Page, state: str) -> None:
    open_at_desk(reader)
    STATES[state](reader)

    assert faults_of(reader) == []
    assert structure(reader) == {"h1": 1, "language": "cy" if "Welsh" in state else "en-GB"}


@pytest.mark.parametrize("state", STATES_UNDER_ATTACK)
def test_so_is_each_step_under_attack(attacked_reader: Page, state: str) -> None:
    open_at_desk(attacked_reader)
    STATES_UNDER_ATTACK[state](attacked_reader)

    assert faults_of(attacked_reader) == []
    assert structure(attacked_reader) == {"h1": 1, "language": "en-GB"}


def test_no_style_begins_or_ends_between_the_narrowest_window_and_a_phone() -> None:
    """Else the two would differ in more than where things lie."""
    css = "".join(file.read_text() for file in (ROOT / "static/css").glob("*.css"))
    widths = re.findall(r"@media[^{]*\bwidth\b[^{]*", css)
    ends = [float(rem) * 16 for rem in re.findall(r"\((?:min|max)-width: ([\d.]+)rem\)", "".join(widths))]

    assert len(ends) == len(widths) > 0
    assert [end for end in ends if NARROW <= end <= PHONE] == []


def open_at_desk(reader: Page) -> None:
    reader.emulate_media(color_scheme="light", reduced_motion="reduce")
    reader.set_viewport_size({"width": 1280, "height": 800})


def faults_of(reader: Page) -> list[str]:
    # A click ends when the next page has begun: for a moment that is a document without an element.
    reader.wait_for_load_state()
    reader.evaluate(AXE_SCRIPT)
    faults: list[str] = []
    for width, rules in ((NARROW, ALL_RULES), (PHONE, RULES_OF_PLACE), (WIDE, ALL_RULES)):
        reader.set_viewport_size({"width": width, "height": 800})
        reader.emulate_media(color_scheme="light")
        faults += [f"{width} light: {fault}" for fault in [*broken_rules(reader, rules), *broken_layout(reader)]]
        if rules is ALL_RULES:
            reader.emulate_media(color_scheme="dark")
            faults += [f"{width} dark: {fault}" for fault in broken_rules(reader, COLOUR_RULES)]
    return faults


def broken_rules(reader: Page, options: dict[str, Any]) -> Iterator[str]:
    for violation in reader.evaluate("async (options) => (await axe.run(options)).violations", options):
        for node in violation["nodes"]:
            yield f"{violation['id']}: {node['html'][:200]} {node['failureSummary'][:300]}"


LAYOUT = """() => {
  const faults = [];
  const page = document.documentElement;
  if (page.scrollWidth > page.clientWidth) faults.push(`${page.scrollWidth - page.clientWidth} px too wide`);
  for (const target of document.querySelectorAll("button, .button, select, textarea, input:not([type=hidden])")) {
    const area = (target.matches("[type=radio], [type=checkbox]") && target.closest("label")) || target;
    const { width, height } = area.getBoundingClientRect();
    const isSmall = area.checkVisibility() && Math.min(width, height) < 43.9;
    if (isSmall) faults.push(`${width} × ${height}: ${area.outerHTML.slice(0, 150)}`);
  }
  return faults;
}"""


def broken_layout(reader: Page) -> list[str]:
    """Nothing to scroll sideways, and buttons and fields large enough for a thumb."""
    faults: list[str] = reader.evaluate(LAYOUT)
    return faults


def structure(reader: Page) -> Any:
    return reader.evaluate(
        "() => ({h1: document.querySelectorAll('h1').length, language: document.documentElement.lang})"
    )
