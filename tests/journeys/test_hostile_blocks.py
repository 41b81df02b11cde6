"""What somebody hid in the blocks of a page does not run in its readers' browsers; and videos wait for a click."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copy

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.conftest import Site, serve

PLACE = "from tests.factories.hostile_blocks import place_hostile_page as place; place()"
ADDRESSES = """[...document.querySelectorAll("[href], [src], [data-player]")]
  .map((each) => each.href || each.src || each.dataset.player)"""
HANDLERS = "[onload], [onerror], [onfocus], [ontoggle], iframe, style, template"


@pytest.fixture(scope="module")
def hostile_site(migrated_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("hostile") / "var"
    folder.mkdir()
    copy(migrated_database, folder / "db.sqlite3")
    with serve(folder) as served:
        served.manage("shell", "--verbosity", "0", "--command", PLACE)
        yield served


@pytest.fixture
def reader(browser: Browser, hostile_site: Site) -> Iterator[Page]:
    context = browser.new_context(base_url=hostile_site.url)
    yield context.new_page()
    context.close()


def test_nothing_runs_and_the_browser_has_nothing_to_stop(reader: Page) -> None:
    heard: list[str] = []
    reader.on("dialog", lambda dialog: (heard.append(dialog.message), dialog.dismiss()))
    reader.on("console", lambda message: heard.append(message.text))
    reader.on("pageerror", lambda error: heard.append(str(error)))

    reader.goto("/hostile/", wait_until="networkidle")

    main = reader.get_by_role("main")
    assert main.locator("blockquote").count() == 1
    assert "<script>alert(1)</script>" in main.inner_text()
    addresses = reader.evaluate(ADDRESSES)
    assert [each for each in addresses if not each.startswith(("http", "mailto:", "data:image/"))] == []
    assert main.locator(HANDLERS).count() == 0
    assert heard == []


def test_a_video_is_asked_for_by_a_click_and_not_before(reader: Page) -> None:
    elsewhere: list[str] = []
    reader.route(lambda url: "127.0.0.1" not in url, lambda route: (elsewhere.append(route.request.url), route.abort()))
    reader.goto("/hostile/", wait_until="networkidle")
    assert elsewhere == []

    reader.get_by_role("button", name="Play the video here").first.click()

    reader.wait_for_function("document.querySelector('iframe')")
    reader.wait_for_timeout(500)
    assert elsewhere == ["https://www.youtube-nocookie.com/embed/abcdefghijk?autoplay=1"]
    assert reader.evaluate("document.activeElement.tagName") == "IFRAME"
