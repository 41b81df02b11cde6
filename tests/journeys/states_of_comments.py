"""The states of pages on which readers comment, answer, follow and report, by name."""

from collections.abc import Callable
from functools import partial

from playwright.sync_api import Page

from tests.journeys.states_of_meetings import see

CAMPAIGN = "/progressive-alliance/"


def comment(reader: Page, *, text: str, email: str, name: str = "Ada Lovelace") -> None:
    """In the form that stands where the reader is."""
    form = reader.locator("#write")
    form.get_by_label("Comment", exact=True).fill(text)
    form.get_by_label("Name", exact=True).fill(name)
    form.get_by_label("Email address").fill(email)
    form.get_by_role("button", name="Send").click()


def comment_on_campaign(reader: Page, *, text: str, email: str) -> None:
    reader.goto(CAMPAIGN)
    comment(reader, text=text, email=email)


def answer(reader: Page) -> None:
    reader.goto(CAMPAIGN)
    reader.get_by_role("link", name="Reply").first.click()


def answer_without_words(reader: Page) -> None:
    answer(reader)
    comment(reader, text="", email="nobody")


def report(reader: Page, *, reason: str = "") -> None:
    """Without a `reason` it is an error."""
    reader.goto(CAMPAIGN)
    reader.get_by_role("link", name="Report").first.click()
    if reason:
        reader.get_by_label(reason).check()
    reader.get_by_role("button", name="Report it").click()


def follow_comments(reader: Page, *, email: str) -> None:
    reader.goto(CAMPAIGN)
    reader.get_by_role("link", name="Follow these comments by mail").click()
    reader.get_by_label("Email address").fill(email)
    reader.get_by_role("button", name="Follow", exact=True).click()


STATES_OF_COMMENTS: dict[str, Callable[[Page], None]] = {
    "comment with errors": partial(comment_on_campaign, text="", email="nobody"),
    "answer to a comment": answer,
    "answer to a comment with errors": answer_without_words,
    "comment that was sent": partial(comment_on_campaign, text="Who hosts it?", email="ada-comments@example.org"),
    "report of a comment with errors": report,
    "report of a comment that was sent": partial(report, reason="It says something false about somebody"),
    "following comments with errors": partial(follow_comments, email="nobody"),
    "following comments that was asked for": partial(follow_comments, email="ada-follows-comments@example.org"),
    "link to hide a comment that works no more": partial(see, "/hide-comment/none/"),
}
