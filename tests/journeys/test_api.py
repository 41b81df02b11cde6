"""The API as those meet it who build on it: its docs in a browser, and the examples of docs/api.md."""

import re
import urllib.request
from pathlib import Path

from playwright.sync_api import Page

from tests.journeys.conftest import Site

GUIDE = Path(__file__).resolve().parents[2] / "docs/api.md"


def test_the_docs_try_an_operation_out_and_ask_no_other_host(page: Page, site: Site) -> None:
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))

    page.goto("/api/v1/docs")
    page.get_by_text("/api/v1/crowdfunds", exact=True).click()
    page.get_by_role("button", name="Try it out").click()
    page.get_by_role("button", name="Execute").click()

    page.get_by_text('"slug": "online-hub"').wait_for()
    assert {url for url in asked if not url.startswith(site.url)} == set()
    assert complaints == []


def test_every_example_of_the_guide_is_answered(site: Site) -> None:
    examples = re.findall(r"^GET (/api/v1/\S+)$", GUIDE.read_text(), re.MULTILINE)

    assert len(examples) == 8
    for path in examples:
        with urllib.request.urlopen(site.url + path, timeout=10) as answer:
            assert answer.status == 200, path
