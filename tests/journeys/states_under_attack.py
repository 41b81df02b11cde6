"""The states of giving under attack, by name, and how a reader gets there. As in states.py."""

from collections.abc import Callable
from functools import partial

from playwright.sync_api import Page

from tests.journeys.states import HUB


def press_under_attack(reader: Page, *, has_script: bool, **typed: str) -> None:
    """On a site with work that no device ends; `has_script` says whether the module that does it arrives."""
    reader.unroute_all()
    if not has_script:
        reader.route("**/js/proof*.js", lambda route: route.abort())
    reader.goto("/progressive-alliance/online-hub/")
    reader.get_by_label("£25").check()
    reader.get_by_role("button", name="Give £25").click()
    reader.wait_for_url(f"**{HUB}")
    if "email" in typed:
        reader.get_by_label("Email address").fill(typed["email"])
        reader.get_by_role("button", name="Send me a code").click()
    if "code" in typed:
        reader.get_by_label("Code of six digits").fill(typed["code"])
        reader.get_by_role("button", name="Go on to the payment page").click()


def press_on_form_under_attack(reader: Page) -> None:
    reader.unroute_all()
    reader.goto(HUB)
    reader.get_by_label("£25").check()
    reader.get_by_role("button", name="Give £25").click()
    reader.get_by_text("One moment").wait_for()


STATES_UNDER_ATTACK: dict[str, Callable[[Page], None]] = {
    "the device is at work": partial(press_under_attack, has_script=True),
    "the form is at work": press_on_form_under_attack,
    "a code is offered": partial(press_under_attack, has_script=False),
    "a code to no address": partial(press_under_attack, has_script=False, email="nobody"),
    "a code was sent": partial(press_under_attack, has_script=False, email="ada@example.org"),
    "a wrong code": partial(press_under_attack, has_script=False, email="ada@example.org", code="12"),
}
"""Of a site that takes the first press for an attack."""
