"""Comments through the API: read as on the page, written by the same rules, and never with an address."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from community.models import Comment, State
from pages.models import BlogPostPage
from tests.factories.comments import NOW, comment, many
from tests.factories.outbox import sent_mail
from tests.factories.pages import hide, place_post

pytestmark = pytest.mark.django_db
PROBLEM = "urn:problem-type:hustings:"
ANN = {"text": "I agree.", "name": "Ann", "email": "Ann@example.org"}


@pytest.fixture(autouse=True)
def on_monday() -> Iterator[None]:
    cache.clear()
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def post(db: None) -> BlogPostPage:
    return place_post()


def address(page: BlogPostPage) -> str:
    return f"/api/v1/pages/{page.pk}/comments"


def send(client: Client, page: BlogPostPage, **body: Any) -> HttpResponse:
    told = {**ANN, **body}
    return client.post(address(page), told, "application/json", headers={"Origin": "https://front.example"})


def test_a_front_end_shows_the_whole_talk(client: Client, post: BlogPostPage) -> None:
    first = comment(post.translation_key, "<b>One</b>", name="Ann", email="canary@example.org")
    hidden = comment(post.translation_key, "An insult", name="Mallory", parent=first, state=State.HIDDEN)
    comment(post.translation_key, "Three", parent=hidden, commenter=None, is_official=True, role="Treasurer")

    page = client.get(f"/api/v1/pages/{post.pk}").json()["comments"]
    answer = client.get(address(post))

    told = answer.json()
    assert page == {"mode": "open", "shown": 2, "api_url": f"http://testserver{address(post)}"}
    assert (told["mode"], told["total"], told["shown"]) == ("open", 3, 2)
    assert told["items"][0] == {
        "id": first.pk,
        "parent": None,
        "depth": 1,
        "state": "shown",
        "name": "Ann",
        "role": "",
        "is_official": False,
        "text": "<b>One</b>",
        "locale": "en",
        "submitted_at": first.submitted_at.isoformat().replace("+00:00", "Z"),
        "edited_at": None,
        "html_path": f"/comment/{first.pk}/",
    }
    facts = [(each["state"], each["depth"], each["name"] == "", each["is_official"]) for each in told["items"][1:]]
    assert facts == [("hidden", 2, True, False), ("shown", 3, False, True)]
    assert not any(each in answer.content.decode() for each in ("canary", "Mallory", "An insult"))


def test_a_long_talk_comes_in_parts(client: Client, post: BlogPostPage) -> None:
    many(post.translation_key, 120)

    told = client.get(f"{address(post)}?limit=100&offset=100").json()

    assert (len(told["items"]), told["total"], told["shown"]) == (20, 120, 120)


def test_a_comment_is_written_from_any_front_end_and_confirmed_by_mail(client: Client, post: BlogPostPage) -> None:
    parent = comment(post.translation_key)

    answer = send(client, post, parent=parent.pk, follow=True, locale="cy")

    made = Comment.objects.get(text="I agree.")
    assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (202, "*")
    assert (made.parent, made.state, made.follows, made.locale) == (parent, State.UNCONFIRMED, True, "cy")
    assert (made.commenter.email, made.seconds_to_write) == ("ann@example.org", None)
    assert f"/cy/my-comment/{made.public_id}/" in sent_mail(f"comment:{made.pk}:").text


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": "x" * 5001}, "text"),
        ({"text": "\0"}, "text"),
        ({"text": "x" * 1_000_000}, "text"),
        ({"email": "ann"}, "email"),
        ({"name": " "}, "name"),
        ({"parent": 10**17}, "parent"),
        ({"parent": 10**30}, "parent"),
        ({"locale": "xx"}, "locale"),
        ({"is_official": True}, "is_official"),
        ({"state": "shown"}, "state"),
    ],
    ids=str,
)
def test_what_is_wrong_is_named(client: Client, post: BlogPostPage, body: dict[str, Any], field: str) -> None:
    answer = send(client, post, **body)

    assert (answer.status_code, answer.json()["type"]) == (422, f"{PROBLEM}invalid-request")
    assert [each["name"] for each in answer.json()["errors"]] == [field]
    assert Comment.objects.count() == 0


def test_closed_and_hidden_pages_take_none(client: Client, post: BlogPostPage) -> None:
    closed, off, hidden = place_post("A", comments="closed"), place_post("B", comments="off"), place_post("C")
    hide(hidden)

    refused = send(client, closed)

    assert (refused.status_code, refused.json()["type"]) == (409, f"{PROBLEM}comments-closed")
    assert [send(client, page).status_code for page in (off, hidden)] == [404, 404]
    assert [client.get(address(page)).status_code for page in (closed, off, hidden)] == [200, 404, 404]
    assert client.get(f"/api/v1/pages/{off.pk}").json()["comments"] is None


def test_an_address_is_not_flooded(client: Client, post: BlogPostPage) -> None:
    answers = [send(client, post, text=f"Words {number}") for number in range(6)]

    assert [each.status_code for each in answers] == [202] * 5 + [429]
    assert answers[5].json()["type"] == f"{PROBLEM}too-often"
