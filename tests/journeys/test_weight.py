"""What a first visit costs its reader: few bytes, no other host, nothing left behind; and a clean console."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Request, Response

from tests.journeys.conftest import Site

MOST_BYTES = 60_000
PAGES = [
    "/",
    "/progressive-alliance/",
    "/progressive-alliance/online-hub/",
    "/progressive-alliance/first-meetings/",
    "/about/",
    "/cy/",
    "/cy/progressive-alliance/",
    "/cy/progressive-alliance/online-hub/",
    "/search/",
]
NEVER_KEPT = ["/give/online-hub/", "/search/?q=meeting", "/login/"]


class Visit:
    """One page, seen for the first time: what was asked for, and what the browser had to complain of."""

    def __init__(self, reader: Page, path: str) -> None:
        self.requests: list[Request] = []
        self.complaints: list[str] = []
        reader.on("requestfinished", lambda each: self.requests.append(each))
        reader.on("requestfailed", lambda request: self.complaints.append(request.url))
        reader.on("console", lambda message: self.complaints.append(message.text))
        reader.on("pageerror", lambda error: self.complaints.append(str(error)))
        answer = reader.goto(path, wait_until="networkidle")
        assert answer is not None
        self.answer: Response = answer

    def bytes_without_pictures(self) -> int:
        return sum(
            request.sizes()["responseBodySize"] + request.sizes()["responseHeadersSize"]
            for request in self.requests
            if request.resource_type != "image"
        )


@pytest.mark.parametrize("path", [*PAGES, *NEVER_KEPT])
def test_a_first_visit_is_light_and_private(open_page: Callable[..., Page], site: Site, path: str) -> None:
    reader = open_page()

    visit = Visit(reader, path)

    assert visit.answer.status == 200
    assert visit.complaints == []
    assert {urlsplit(request.url).netloc for request in visit.requests} == {urlsplit(site.url).netloc}
    assert 20_000 < visit.bytes_without_pictures() <= MOST_BYTES
    assert left_behind(reader) == {"local": 0, "session": 0}
    # Signing in needs a token against forgery, and nothing else leaves anything.
    assert [cookie["name"] for cookie in reader.context.cookies()] == (["csrftoken"] if path == "/login/" else [])


def left_behind(reader: Page) -> Any:
    return reader.evaluate("() => ({local: localStorage.length, session: sessionStorage.length})")


@pytest.mark.parametrize("path", PAGES)
def test_what_is_kept_is_the_same_for_everybody(page: Page, path: str) -> None:
    for _ in range(2):
        headers = page.request.get(path, headers={"Accept-Language": "cy"}).headers
        assert "set-cookie" not in headers
        assert headers["cache-control"] == "public, max-age=0, s-maxage=1"
        assert {"cookie", "accept-language"}.isdisjoint(
            name.strip().lower() for name in headers.get("vary", "").split(",")
        )


@pytest.mark.parametrize("path", ["/", "/login/"])
def test_a_violation_of_the_content_policy_would_be_noticed(open_page: Callable[..., Page], path: str) -> None:
    reader = open_page()
    visit = Visit(reader, path)

    reader.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = '1'; document.head.append(s) }"
    )

    assert "Content Security Policy" in visit.complaints[0]
