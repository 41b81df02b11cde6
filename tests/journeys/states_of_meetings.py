"""The states of pages of hubs, of their meetings, and of those that are wanted."""

from collections.abc import Callable
from functools import partial

from playwright.sync_api import Page


def see(path: str, reader: Page) -> None:
    reader.goto(path)


def sign_up(reader: Page, email: str) -> None:
    """For the first date of the monthly table."""
    reader.goto("/hubs/frome/frome-table/")
    reader.get_by_role("link", name="Sign up").first.click()
    reader.get_by_label("Name").fill("Ada Lovelace")
    reader.get_by_label("Email address").fill(email)
    reader.get_by_role("button", name="Sign up").click()


def follow(reader: Page, email: str) -> None:
    reader.goto("/hubs/frome/")
    reader.get_by_label("Email address").fill(email)
    reader.get_by_role("button", name="Follow this hub").click()


def want_meeting(reader: Page, town: str) -> None:
    reader.goto("/meetings-wanted/")
    reader.get_by_label("Near which town?").fill(town)
    reader.get_by_role("button", name="Send").click()


STATES_OF_MEETINGS: dict[str, Callable[[Page], None]] = {
    "list of hubs": partial(see, "/hubs/"),
    "hub": partial(see, "/hubs/brighton/"),
    "following with errors": partial(follow, email="nobody"),
    "following that was asked for": partial(see, "/calendar/hubs/frome/follow/done/"),
    "invitation that is not known": partial(see, "/invitation/unknown/"),
    "series of events": partial(see, "/hubs/frome/frome-table/"),
    "sign-up with errors": partial(sign_up, email="nobody"),
    "wish for a meeting with errors": partial(want_meeting, town="Ashford"),
    "wish for a meeting that is not known": partial(see, "/meeting-wish/00000000-0000-4000-8000-000000000000/"),
    "map of meetings wanted": partial(see, "/meetings-wanted/map/"),
    "meeting report": partial(see, "/hubs/frome/first-frome-table/"),
    "meeting report in Welsh": partial(see, "/cy/hubs/frome/first-frome-table/"),
    "mentor who is none any more": partial(see, "/mentoring/00000000-0000-4000-8000-000000000000/"),
    "calendar": partial(see, "/calendar/"),
    "list of dates": partial(see, "/calendar/list/"),
    "month on a topic": partial(see, "/calendar/?topic=campaigning"),
    "dates near a town": partial(see, "/calendar/list/?near=Frome&within=10"),
    "dates near one of several towns": partial(see, "/calendar/list/?near=Newport&within=10"),
}
