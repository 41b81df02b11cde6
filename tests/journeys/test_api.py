"""The API as those meet it who build on it: its docs in a browser, and all that docs/api.md shows."""

import json
import re
import shutil
import urllib.error
import urllib.request
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import Site, serve

GUIDE = (Path(__file__).resolve().parents[2] / "docs/api.md").read_text()
ADDRESS_IN_GUIDE = "http://127.0.0.1:8000"
FENCES = re.findall(r"^```(\w*)\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
EXAMPLES = [
    pytest.param(request, json.loads(told), id=request.split()[1])
    for (_, request), (kind, told) in pairwise(FENCES)
    if kind == "json"
]
DIFFERENT_EACH_TIME = {"donation", "checkout_url", "receipt_url", "expires_at", "updated_at"}


@pytest.fixture(scope="module")
def fresh_site(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo as it was loaded: the guide tells its numbers, and other journeys give."""
    folder = tmp_path_factory.mktemp("fresh") / "var"
    shutil.copytree(demo_folder, folder)
    with serve(folder) as served:
        yield served


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


def answer_to(site: Site, request: str) -> tuple[int, bytes]:
    """What the site answers to a request as the guide writes it: method and path, headers, a body."""
    head, _, body = request.partition("\n\n")
    first, *headers = head.splitlines()
    method, path = first.split()
    asked = urllib.request.Request(site.url + path, method=method, data=body.encode() or None)
    for header in headers:
        asked.add_header(*header.split(": "))
    try:
        with urllib.request.urlopen(asked, timeout=10) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def test_every_example_of_the_guide_is_answered(fresh_site: Site) -> None:
    paths = re.findall(r"^GET (/api/v1/\S+)$", GUIDE, re.MULTILINE)

    assert len(paths) >= 12
    for path in paths:
        status = 422 if "typ=" in path else 200
        assert answer_to(fresh_site, f"GET {path}")[0] == status, path
        assert answer_to(fresh_site, f"HEAD {path}") == (status, b""), path


@pytest.mark.parametrize(("request_", "shown"), EXAMPLES)
def test_every_answer_in_the_guide_is_a_real_one(fresh_site: Site, request_: str, shown: Any) -> None:
    status, told = answer_to(fresh_site, request_)

    assert status in ((201, 202) if request_.startswith("POST") else (shown.get("status", 200),))
    assert_shows(json.loads(told.decode().replace(fresh_site.url, ADDRESS_IN_GUIDE)), shown)


def assert_shows(told: Any, shown: Any, where: str = "") -> None:
    """The guide shows what is told; its “…” stands for anything that was left out."""
    if isinstance(shown, dict):
        names = shown.keys() - {"…"}
        assert told.keys() == names if "…" not in shown else told.keys() > names, where
        for name in names:
            if name not in DIFFERENT_EACH_TIME:
                assert_shows(told[name], shown[name], f"{where}.{name}")
    elif isinstance(shown, list):
        given = [each for each in shown if each != "…"]
        assert len(told) == len(given) if given == shown else len(told) > len(given), where
        for number, each in enumerate(given):
            assert_shows(told[number], each, f"{where}[{number}]")
    elif isinstance(shown, str) and shown.endswith("…"):
        assert told.startswith(shown[:-1]), where
    else:
        assert told == shown, where


def test_the_front_end_of_the_guide_shows_a_campaign_and_takes_a_gift(
    browser: Browser, fresh_site: Site, tmp_path: Path
) -> None:
    [source] = [text for kind, text in FENCES if kind == "html"]
    file = tmp_path / "campaign.html"
    file.write_text(source.replace(ADDRESS_IN_GUIDE, fresh_site.url))
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))

    page.goto(file.as_uri())

    expect(page).to_have_title("Progressive Alliance – Compass")
    expect(page.get_by_role("heading", level=1)).to_have_text("Progressive Alliance")
    with page.expect_response("**/api/v1/crowdfunds/online-hub"):
        expect(page.get_by_text("£2,035.00 of £5,000.00 from 31 people").first).to_be_visible()
    expect(page.get_by_role("heading", name="An idea whose time has come")).to_be_visible()
    expect(page.get_by_role("link", name="Write to us")).to_have_attribute("href", re.compile("^mailto:"))
    expect(page.locator("footer")).to_have_text(re.compile("^Promoted by Alex Sample, "))
    page.get_by_role("link", name="About us").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("About us")
    page.go_back()
    page.get_by_role("button", name="Give £25.00").first.click()
    page.wait_for_url(f"{fresh_site.url}/sandbox/pay/**")
    assert complaints == []
