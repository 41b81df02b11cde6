"""The states of the blog, of people and the press, and of contributions to a series, by name."""

from collections.abc import Callable
from functools import partial

from playwright.sync_api import Page

from tests.journeys.states_of_meetings import see

SERIES = "/stories/women-on-alliances/"


def open_call(reader: Page) -> None:
    reader.goto(SERIES)
    reader.get_by_role("link", name="Send an idea or a text").click()


def begin_contribution(reader: Page, *, email: str, name: str = "Mary") -> None:
    open_call(reader)
    reader.get_by_label("Title").fill("The last bus")
    reader.get_by_label("Your text").fill("One.\n\nTwo.")
    reader.get_by_label("Your name").fill(name)
    reader.get_by_label("Email address").fill(email)
    reader.get_by_role("button", name="Keep it and mail me the link").click()


STATES_OF_STORIES: dict[str, Callable[[Page], None]] = {
    "blog": partial(see, "/stories/"),
    "blog in Welsh": partial(see, "/cy/straeon/"),
    "series": partial(see, SERIES),
    "post in a series": partial(see, f"{SERIES}parties-and-those-without-one/"),
    "post in Welsh": partial(see, "/cy/straeon/women-on-alliances/who-is-in-the-room/"),
    "post with other reads": partial(see, "/stories/what-is-in-a-name/"),
    "post with each block that is not on the front page": partial(see, "/stories/host-a-first-evening/"),
    "person": partial(see, "/stories/ayeisha-sample/"),
    "press": partial(see, "/press/"),
    "press release": partial(see, "/press/online-hub/"),
    "call for contributions": open_call,
    "contribution with errors": partial(begin_contribution, email="nobody", name=""),
    "contribution that was kept": partial(begin_contribution, email="mary-keeps@example.org"),
}
