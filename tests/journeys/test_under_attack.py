"""Giving while thieves try out cards: with JavaScript nobody has to do more, without it a code by mail leads on."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site, serve

STORY = "/progressive-alliance/online-hub/"
FORM = "/give/online-hub/"


@pytest.fixture(scope="module")
def site(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Under attack from the first press on."""
    folder = shutil.copytree(demo_folder, tmp_path_factory.mktemp("attacked") / "var")
    with serve(folder, CHECKOUTS_PER_MINUTE_ALERT="1") as served:
        yield served


def choose(page: Page, path: str) -> None:
    page.goto(path)
    page.get_by_label("£25").check()
    page.get_by_label("Every month").check()


def begin_attack(page: Page) -> None:
    page.request.post(FORM, form={"amount": "500"})


def expect_pay_page(page: Page) -> None:
    page.wait_for_url("**/sandbox/pay/**")
    expect(page.locator("main")).to_contain_text("£25")
    expect(page.locator("main")).to_contain_text("month")


def test_from_a_kept_page_the_device_does_the_step_by_itself(page: Page) -> None:
    begin_attack(page)
    choose(page, STORY)
    assert page.locator("[data-challenge]").count() == 0
    answers: list[int] = []
    page.on("response", lambda answer: answers.append(answer.status) if answer.request.method == "POST" else None)
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)

    page.get_by_role("button", name="Give £25 a month").click()

    expect_pay_page(page)
    assert answers[:2] == [428, 303]
    assert [fault for fault in faults if "428" not in fault] == []


def test_the_form_on_its_own_page_does_it_before_it_is_sent(page: Page) -> None:
    begin_attack(page)
    choose(page, FORM)
    answers: list[int] = []
    page.on("response", lambda answer: answers.append(answer.status) if answer.request.method == "POST" else None)

    page.get_by_role("button", name="Give £25 a month").click()

    expect_pay_page(page)
    assert answers[0] == 303


@pytest.mark.parametrize("path", [FORM, STORY])
def test_who_comes_back_from_stripe_finds_the_form_and_gives_again(page: Page, path: str) -> None:
    begin_attack(page)
    choose(page, path)
    page.get_by_role("button", name="Give £25 a month").click()
    expect_pay_page(page)

    page.go_back()
    expect(page).to_have_url(re.compile(FORM))
    page.get_by_label("£50").check()
    page.get_by_role("button", name="Give £50").click()

    page.wait_for_url("**/sandbox/pay/**")
    expect(page.locator("main")).to_contain_text("£50")


def test_without_javascript_a_code_by_mail_leads_on(open_page: Callable[..., Page], site: Site) -> None:
    page = open_page(java_script_enabled=False)
    choose(page, STORY)
    page.get_by_role("button", name="Give").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("One more step before you pay")
    page.get_by_role("button", name="Send me a code").click()
    expect(page.get_by_role("link", name="Enter your email address")).to_be_visible()

    page.get_by_label("Email address").fill("grace@example.org")
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("Code of six digits").fill("12")
    page.get_by_role("button", name="Go on to the payment page").click()
    expect(page.get_by_role("link", name="This is not the code")).to_be_visible()
    [code] = re.findall(r"^\d{6}$", site.mail_to("grace@example.org"), re.MULTILINE)
    assert code not in page.content()
    page.get_by_label("Code of six digits").fill(code)
    page.get_by_role("button", name="Go on to the payment page").click()

    expect_pay_page(page)


def test_contact_and_treasurers_were_told_once(page: Page, site: Site) -> None:
    for _ in range(3):
        begin_attack(page)

    told = [file for file in (site.folder / "mail").iterdir() if b"trying out stolen cards" in file.read_bytes()]
    assert 1 <= len(told) <= 3
    assert len({re.findall(rb"^To: (.*)$", file.read_bytes(), re.MULTILINE)[0] for file in told}) == len(told)
