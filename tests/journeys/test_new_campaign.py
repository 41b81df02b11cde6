"""An editor makes a campaign from nothing: counted to the last click; looked at in three sizes, scheduled, restored."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Locator, Page, expect
from wagtail.images.tests.utils import get_test_image_file

from tests.journeys.conftest import Site
from tests.journeys.test_editor import Watch, open_preview, publish, sign_in

MOST_ACTIONS = 15
IMPRINT = """
from cms.models import OrganisationSettings
kept = OrganisationSettings.objects.get()
kept.imprint_promoter = {promoter!r}
kept.save()
"""
TICK = """
import time_machine
from django.core.management import call_command
with time_machine.travel({moment!r}):
    call_command("tick")
"""
LONDON = ZoneInfo("Europe/London")


class Hands:
    """A person at the browser whose every click and every field that they fill in is counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.actions = 0

    def click(self, what: Locator) -> None:
        self.actions += 1
        what.click()

    def fill(self, label: str, text: str, which: int = 0) -> None:
        self.actions += 1
        self.page.get_by_label(label).nth(which).fill(text)

    def choose_file(self, label: str, file: Path) -> None:
        self.actions += 1
        self.page.get_by_label(label).set_input_files(file)


@pytest.fixture
def editor(open_page: Callable[..., Page], site: Site) -> Iterator[Page]:
    page = open_page(viewport={"width": 1400, "height": 1000}, timezone_id="Europe/London")
    watch = Watch(page, site)
    sign_in(page, "editor")
    yield page
    assert watch.found == []


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    file = tmp_path / "bus.png"
    file.write_bytes(get_test_image_file("bus.png", size=(1600, 900)).file.getvalue())
    return file


@pytest.fixture
def without_imprint(site: Site) -> Iterator[None]:
    site.manage("shell", "-c", IMPRINT.format(promoter=""))
    yield
    site.manage("shell", "-c", IMPRINT.format(promoter="Compass, 1 High Street, London"))


def make(hands: Hands, title: str, photo: Path, *, promoter: str = "") -> None:
    """From the start of the admin to the draft of a campaign that lacks nothing."""
    hands.click(hands.page.get_by_role("link", name="New campaign", exact=True))
    hands.fill("Title", title)
    hands.fill("In one sentence", "So that everybody can come to a meeting.")
    hands.choose_file("Or a new one", photo)
    hands.fill("What does it show?", "A yellow bus")
    hands.fill("Goal", "5,000")
    hands.fill("What the money is for", "To buy a minibus and to insure it.")
    for number, (what, cost) in enumerate([("The bus", "4,500"), ("Insurance", "500")]):
        hands.fill("What for", what, number)
        hands.fill("Cost in pounds", cost, number)
    hands.click(hands.page.get_by_text("No end"))
    if promoter:
        hands.fill("Imprint", promoter)
    hands.click(hands.page.get_by_role("button", name="Make the draft"))
    expect(hands.page.locator(".messages")).to_contain_text("The draft is kept")


def test_from_the_start_of_the_admin_to_a_published_campaign_takes_fifteen_actions(
    editor: Page, open_page: Callable[..., Page], without_imprint: None, photo: Path
) -> None:
    hands, reader = Hands(editor), open_page()

    make(hands, "A minibus for Wells", photo, promoter="A. Person, 1 High Street, Wells")
    hands.click(editor.get_by_role("button", name="Publish campaign and crowdfund"))
    expect(editor.locator(".messages")).to_contain_text("is published")

    assert hands.actions <= MOST_ACTIONS
    reader.goto("/a-minibus-for-wells/")
    main = reader.get_by_role("main")
    expect(main).to_contain_text("£5,000")
    expect(main.get_by_role("img", name="A yellow bus")).to_be_visible()
    expect(main.get_by_role("button", name="Give")).to_be_visible()
    expect(reader.get_by_role("contentinfo")).to_contain_text("Promoted by A. Person, 1 High Street, Wells")

    withdraw_and_restore(editor, reader, "/a-minibus-for-wells/")


def withdraw_and_restore(editor: Page, reader: Page, path: str) -> None:
    """Each with two clicks, and gone for everybody within a second."""
    editor.goto(path)
    hands = Hands(editor)
    hands.click(editor.get_by_role("link", name="Withdraw this page"))
    hands.click(editor.get_by_role("button", name="Yes, unpublish it"))
    expect(editor.locator(".messages")).to_contain_text("This page was withdrawn")
    assert [reader.request.get(each).status for each in (path, f"{path}{path.strip('/')}/")] == [404, 404]
    hands.click(editor.locator(".messages").get_by_role("link", name="Restore"))
    hands.click(editor.get_by_role("button", name="Restore"))
    expect(editor.locator(".messages")).to_contain_text("is public again")
    assert [reader.request.get(each).status for each in (path, f"{path}{path.strip('/')}/")] == [200, 200]
    assert hands.actions == 4


def test_a_draft_is_looked_at_in_three_sizes_scheduled_and_published_by_the_clock(
    editor: Page, open_page: Callable[..., Page], site: Site, photo: Path
) -> None:
    reader, hands = open_page(), Hands(editor)
    make(hands, "A piano for Wells", photo)
    draft = editor.url

    editor.get_by_role("link", name="Write on (Campaign page)").click()
    add_block(editor, "Meetings", {"Heading": "Play with us"})
    sign_up = add_block(editor, "Sign-up", {"Heading": "Hear us first", "Words on the button": "Keep me in tune"})
    sign_up.get_by_role("checkbox").first.check()
    shown = open_preview(editor)
    widths = [width_in_size(editor, shown, size) for size in ("mobile", "tablet", "desktop")]
    save_draft(editor)
    editor.goto(draft)
    go_live_at = datetime.now(LONDON).replace(second=0, microsecond=0) + timedelta(minutes=2)
    editor.get_by_label("Go live at").fill(f"{go_live_at:%Y-%m-%dT%H:%M}")
    editor.get_by_role("button", name="Publish campaign and crowdfund").click()
    expect(editor.get_by_role("main")).to_contain_text("Goes live by itself")
    before = reader.request.get("/a-piano-for-wells/").status
    site.manage("shell", "-c", TICK.format(moment=(go_live_at + timedelta(seconds=1)).isoformat()))

    assert widths == [375, 768, 1280]
    assert before == 404
    reader.goto("/a-piano-for-wells/")
    main = reader.get_by_role("main")
    for heading in ("Play with us", "Hear us first"):
        expect(main.get_by_role("heading", name=heading)).to_be_visible()
    for button in ("Give", "Keep me in tune"):
        expect(main.get_by_role("button", name=button)).to_be_visible()


def add_block(editor: Page, name: str, words: dict[str, str]) -> Locator:
    """At the end of the body, with these words in its fields."""
    editor.get_by_role("button", name="Insert a block").last.click()
    editor.get_by_role("option", name=name).click()
    block = editor.locator("[data-contentpath=body] [data-streamfield-child]").last
    for label, text in words.items():
        block.get_by_label(label).fill(text)
    return block


def width_in_size(editor: Page, shown: Locator, size: str) -> int:
    """How many pixels wide the page finds its window in this size of the preview."""
    editor.locator(f"input[name=preview-size][value={size}]").check(force=True)
    expect(shown).to_contain_text("£5,000")
    return int(shown.evaluate("main => main.ownerDocument.documentElement.clientWidth"))


def save_draft(editor: Page) -> None:
    editor.get_by_role("button", name="Save draft").click()
    expect(editor.locator(".messages")).to_contain_text("has been updated")


def test_somebody_else_brings_an_older_version_back(editor: Page, open_page: Callable[..., Page], photo: Path) -> None:
    reader, other = open_page(), open_page(viewport={"width": 1400, "height": 1000})
    make(Hands(editor), "A choir for Wells", photo)
    editor.get_by_role("button", name="Publish campaign and crowdfund").click()
    expect(editor.locator(".messages")).to_contain_text("is published")
    history = editor.url.replace("edit/", "history/")
    write_another_introduction(editor, "We changed our minds.")
    read = introductions(reader)

    sign_in(other, "admin")
    other.goto(history)
    other.get_by_role("row").get_by_role("button", name="Actions").last.click()
    other.get_by_role("link", name="Review this version").click()
    other.get_by_role("button", name="More actions").click()
    other.get_by_role("button", name="Publish this version").click()
    expect(other.locator(".messages")).to_contain_text("published")
    read += introductions(reader)

    assert read == ["We changed our minds.", "So that everybody can come to a meeting."]


def write_another_introduction(editor: Page, text: str) -> None:
    # What the form holds two seconds after it opened, Wagtail takes for unchanged.
    editor.wait_for_timeout(3_000)
    editor.get_by_role("textbox", name="Introduction").first.fill(text)
    publish(editor)


def introductions(reader: Page) -> list[str]:
    reader.goto("/a-choir-for-wells/")
    return reader.locator("main .lead").all_inner_texts()
