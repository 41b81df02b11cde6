"""The tracker on somebody else's site: it shows our number, fits, and leads to our form."""

from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site

HOST_PAGE = """<!doctype html>
<html lang="en"><title>Our friends' page</title>
<script type="module" src="{site}/static/js/embed.js"></script>
<main><h1>Help them</h1><hustings-crowdfund slug="online-hub" title="Their crowdfund"></hustings-crowdfund></main>
</html>"""


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def friends(site: Site, tmp_path: Path) -> Iterator[str]:
    """The address of another site's page, with our tracker in it."""
    (tmp_path / "index.html").write_text(HOST_PAGE.format(site=site.url))
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(tmp_path)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("width", [320, 1280])
def test_it_shows_our_number_and_fits(open_page: Callable[..., Page], friends: str, width: int) -> None:
    page = open_page(viewport={"width": width, "height": 900})
    page.goto(friends)
    frame = page.frame_locator("iframe[title='Their crowdfund']")

    told = page.request.get("/api/v1/crowdfunds/online-hub").json()

    expect(frame.locator("progress")).to_have_attribute("value", str(told["raised_minor"]))
    content = frame.locator("html")
    page.wait_for_function("() => document.querySelector('iframe').style.blockSize !== '26rem'")
    assert content.evaluate("page => page.scrollHeight - page.clientHeight") == 0
    assert content.evaluate("page => page.scrollWidth - page.clientWidth") == 0
    assert content.evaluate("page => page.offsetHeight") == page.locator("iframe").bounding_box()["height"]


def test_its_button_opens_our_form_in_a_new_tab(page: Page, friends: str) -> None:
    page.goto(friends)

    with page.expect_popup() as tab:
        page.frame_locator("iframe").get_by_role("link", name="Give").click()

    # Which site it stood on is told by that site's name and port, and by nothing else.
    tab.value.wait_for_url(f"**/give/online-hub/?source=embed%3Alocalhost%3A{urlsplit(friends).port}")
    expect(page.get_by_role("heading", name="Help them")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_accessible(open_page: Callable[..., Page], scheme: str) -> None:
    page = open_page(color_scheme=scheme)
    page.goto("/embed/crowdfunds/online-hub")
    page.evaluate(AXE_SCRIPT)

    found = page.evaluate("async () => (await axe.run()).violations.map(each => each.id)")

    assert found == []
