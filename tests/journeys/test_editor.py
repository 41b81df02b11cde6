"""An editor's evening: sign in, change the campaign and its goal, look at it, publish it, see it on the site."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, Page, Request, expect

from tests.journeys.conftest import Site

CAMPAIGN = "/progressive-alliance/"
CROWDFUND = f"{CAMPAIGN}online-hub/"
ADMIN_PAGES = [
    *("/admin/", "/admin/pages/", "/admin/images/", "/admin/images/add/", "/admin/documents/", "/admin/users/"),
    *("/admin/groups/1/edit/", "/admin/reports/site-history/", "/admin/reports/page-types-usage/", "/admin/account/"),
    *("/admin/settings/cms/organisationsettings/", "/admin/donation/", "/admin/ledgerentry/", "/admin/stripeevent/"),
]


expect.set_options(timeout=15_000)


class Watch:
    """Notes what a page may never do: ask another host, break its content security policy, fail in a script."""

    def __init__(self, page: Page, site: Site) -> None:
        self.found: list[str] = []
        self.url = site.url
        page.context.on("request", self._on_request)
        page.context.on("console", lambda message: self._note(message.type, message.text))
        page.context.on("weberror", lambda error: self.found.append(f"error: {error.error}"))

    def _on_request(self, request: Request) -> None:
        if not request.url.startswith((self.url, "data:", "blob:", "about:")):
            self.found.append(f"another host: {request.url}")

    def _note(self, kind: str, text: str) -> None:
        if "Content Security Policy" in text or "Content-Security-Policy" in text:
            self.found.append(f"policy: {text}")


@pytest.fixture
def editor(open_page: Callable[..., Page], site: Site) -> Iterator[Page]:
    """A browser in which the editor is signed in; fails if anything on the way broke the rules of Watch."""
    page = open_page(viewport={"width": 1400, "height": 1000})
    watch = Watch(page, site)
    sign_in(page, "editor")
    yield page
    assert watch.found == []


def sign_in(page: Page, username: str) -> None:
    page.goto("/admin/")
    page.get_by_label("Username or email address").fill(username)
    page.get_by_label("Password", exact=True).fill("changeme")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")


def open_editor_of(page: Page, path: str) -> None:
    """Open the page at `path` as a reader does, and follow the editor's bar on it."""
    page.goto(path)
    page.get_by_role("button", name="View Wagtail quick actions").click()
    page.get_by_role("menuitem", name="Edit this page").click()
    page.wait_for_url("**/edit/")
    # What the form holds two seconds after it opened, Wagtail takes for unchanged.
    page.wait_for_timeout(3_000)


def open_preview(page: Page) -> Locator:
    """Open the pane with the preview, which then stays open from page to page; give what it shows."""
    page.get_by_role("button", name="Toggle preview").click()
    return page.frame_locator("#w-preview-iframe").get_by_role("main")


def publish(page: Page) -> None:
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("published")


def test_words_and_goal_are_changed_previewed_published_and_seen(editor: Page, open_page: Callable[..., Page]) -> None:
    reader = open_page()

    open_editor_of(editor, CROWDFUND)
    editor.get_by_role("tab", name="Money").click()
    editor.get_by_role("textbox", name="Goal*").fill("£6,250")
    editor.get_by_role("textbox", name="Why the goal changes").fill("Designing it takes longer than we thought.")
    editor.get_by_role("textbox", name="Cost*").first.fill("£3,850")
    preview = open_preview(editor)
    expect(preview).to_contain_text("£6,250")
    reader.goto(CROWDFUND)
    before = reader.get_by_role("main").inner_text()
    publish(editor)

    open_editor_of(editor, CAMPAIGN)
    expect(preview).to_contain_text("Progressive Alliance")
    editor.get_by_role("textbox", name="Introduction").fill("Together, and sooner than you think.")
    expect(preview).to_contain_text("sooner than you think")
    publish(editor)

    assert "£6,250" not in before
    assert reader.request.get("/api/v1/crowdfunds/online-hub").json()["is_open"]
    for path in (CROWDFUND, CAMPAIGN):
        reader.goto(path)
        expect(reader.get_by_role("main")).to_contain_text("£6,250")
        expect(reader.get_by_role("main")).to_contain_text("Designing it takes longer than we thought.")
    expect(reader.get_by_role("main")).to_contain_text("sooner than you think")
    assert reader.request.get("/api/v1/crowdfunds/online-hub").json()["goal_minor"] == 625_000


def test_a_crowdfund_that_was_never_published_is_previewed_with_its_draft_numbers(
    editor: Page, open_page: Callable[..., Page]
) -> None:
    editor.goto(CAMPAIGN)
    editor.get_by_role("button", name="View Wagtail quick actions").click()
    editor.get_by_role("menuitem", name="Show in Explorer").click()
    editor.goto(re.sub(r"/pages/(\d+)/.*", r"/pages/add/pages/crowdfundpage/\1/", editor.url))
    editor.get_by_role("textbox", name="Title*").fill("A minibus")
    editor.get_by_role("tab", name="Promote").click()
    editor.get_by_role("button", name="Choose an image").click()
    editor.get_by_role("dialog").get_by_role("link").first.click()
    expect(editor.get_by_role("dialog")).to_have_count(0)
    editor.get_by_role("tab", name="Money").click()
    editor.get_by_role("textbox", name="Goal*").fill("1,234")

    shown = open_preview(editor)

    expect(shown).to_contain_text("£1,234")
    expect(shown).to_contain_text("£0")
    expect(shown).to_contain_text("Gifts are taken as soon as the whole plan is published")
    assert open_page().request.get(f"{CAMPAIGN}a-minibus/").status == 404
    assert open_page().request.get("/api/v1/crowdfunds/a-minibus").status == 404


@pytest.mark.parametrize("username", ["admin", "golygydd"])
def test_the_admin_stands_under_its_content_security_policy_and_asks_no_other_host(
    open_page: Callable[..., Page], site: Site, username: str
) -> None:
    page = open_page()
    watch = Watch(page, site)
    sign_in(page, username)

    for path in ADMIN_PAGES:
        page.goto(path)
        page.wait_for_load_state("networkidle")

    assert watch.found == []
