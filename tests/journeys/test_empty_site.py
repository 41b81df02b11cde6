"""`DEMO=0 make run`: a site on which nobody has done anything yet, and its first login."""

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path
from shutil import copy

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import Site, serve


@pytest.fixture(scope="module")
def empty_site(migrated_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("empty") / "var"
    folder.mkdir()
    copy(migrated_database, folder / "db.sqlite3")
    with serve(folder) as served:
        yield served


@pytest.fixture
def visitor(browser: Browser, empty_site: Site) -> Iterator[Page]:
    context = browser.new_context(base_url=empty_site.url)
    yield context.new_page()
    context.close()


def test_home_says_that_nothing_is_there_and_where_to_begin(visitor: Page) -> None:
    visitor.goto("/")

    expect(visitor.get_by_role("heading", level=1)).to_have_text("Home")
    expect(visitor.get_by_text("Nothing is published here yet.")).to_be_visible()
    visitor.get_by_role("main").get_by_role("link", name="Sign in").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Sign in")


@pytest.mark.parametrize("path", ["/cy/", "/cy/nothing/", "/give/nothing/", "/nothing/", "/cy/give/nothing/"])
def test_what_is_not_there_is_not_found(visitor: Page, path: str) -> None:
    answer = visitor.goto(path)

    assert answer is not None
    assert answer.status == 404
    expect(visitor.get_by_role("heading", level=1)).to_be_visible()


def test_search_finds_nothing_and_says_so(visitor: Page) -> None:
    visitor.goto("/search/?q=hub")

    expect(visitor.get_by_role("heading", name="0 pages found")).to_be_visible()
    expect(visitor.get_by_text("Try other or fewer words.")).to_be_visible()


def test_the_api_lists_nothing_but_home(visitor: Page) -> None:
    pages = visitor.request.get("/api/v1/pages").json()
    crowdfunds = visitor.request.get("/api/v1/crowdfunds").json()

    assert [page["type"] for page in pages["items"]] == ["home"]
    assert crowdfunds["items"] == []


def test_machines_get_their_answers(visitor: Page, empty_site: Site) -> None:
    sitemap = ElementTree.fromstring(visitor.request.get("/sitemap.xml").text())
    addresses = [element.text for element in sitemap.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]

    assert len(addresses) == 1
    assert addresses[0].endswith("/")
    assert visitor.request.get("/readyz").json()["status"] == "ok"
    assert "Sitemap:" in visitor.request.get("/robots.txt").text()


def test_the_first_login_is_told_what_to_set_up(visitor: Page, empty_site: Site) -> None:
    empty_site.environment["DJANGO_SUPERUSER_PASSWORD"] = "correct horse battery"
    empty_site.manage("createsuperuser", "--noinput", "--username", "ada", "--email", "ada@example.org")

    visitor.goto("/admin/")
    visitor.get_by_label("Username or email address").fill("ada")
    visitor.get_by_label("Password", exact=True).fill("correct horse battery")
    visitor.get_by_role("button", name="Sign in").click()

    left = visitor.get_by_role("main")
    for step in ("Name the organisation", "imprint"):
        expect(left.get_by_text(step).first).to_be_visible()
