"""The pages on which people comment and answer: what they take, refuse and never tell."""

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from community import recognition
from community.models import Comment, State
from pages.models import BlogPostPage
from tests.factories.comments import NOW, comment
from tests.factories.hostile_text import HOSTILE
from tests.factories.pages import hide, place_post
from tests.factories.reading import read, words

pytestmark = pytest.mark.django_db
ANN = {"text": "I agree.", "name": "Ann", "email": "Ann@example.org"}


@pytest.fixture(autouse=True)
def on_monday() -> Iterator[None]:
    cache.clear()
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def post(db: None) -> BlogPostPage:
    return place_post()


def address(post: BlogPostPage) -> str:
    return f"/comments/{post.translation_key}/"


def test_a_comment_is_written_without_cookie_and_confirmed_by_mail(client: Client, post: BlogPostPage) -> None:
    answer = client.post(address(post), ANN, follow=True)
    made = Comment.objects.get()
    opened = client.get(made.own_path)
    before = Comment.objects.get().state
    confirmed = client.post(made.own_path, {"do": "confirm"}, follow=True)

    assert answer.redirect_chain == [(f"{address(post)}sent/", 303)]
    assert "Look into your mail" in words(answer)
    assert "Is this comment yours?" in words(opened)
    assert (opened["X-Robots-Tag"], "no-store" in opened["Cache-Control"]) == ("noindex", True)
    assert (before, Comment.objects.get().state) == (State.UNCONFIRMED, State.HELD)
    assert "Your comment waits" in words(confirmed)
    assert dict(client.cookies) == {}


def test_a_browser_is_remembered_for_its_own_address_only(client: Client, post: BlogPostPage) -> None:
    client.post(address(post), ANN)
    made = Comment.objects.get()
    client.post(made.own_path, {"do": "confirm", "remember": "on"})

    own = client.post(address(post), {**ANN, "text": "Again."})
    other = client.post(address(post), {**ANN, "text": "Thirdly.", "email": "bob@example.org"})
    forged = Client()
    forged.cookies["commenter"] = client.cookies["commenter"].value[:-1] + "_"
    forged.post(address(post), {**ANN, "text": "Fourthly."})

    states = dict(Comment.objects.values_list("text", "state"))
    assert own.url == Comment.objects.get(text="Again.").own_path
    assert other.url == f"{address(post)}sent/"
    assert states == {"I agree.": "held", "Again.": "held", "Thirdly.": "unconfirmed", "Fourthly.": "unconfirmed"}
    cookie = client.cookies["commenter"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 365 * 24 * 3600)
    assert "ann" not in cookie.value.lower()


def test_an_answer_is_written_on_its_own_page(client: Client, post: BlogPostPage) -> None:
    parent = comment(post.translation_key, "What do you think?", name="Eve")
    path = f"/comment/{parent.pk}/reply/"

    shown = words(client.get(path))
    client.post(path, ANN)

    assert "What do you think?" in shown
    assert Comment.objects.get(text="I agree.").parent == parent


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"text": " \n "}, "Write a comment"),
        ({"text": "x" * 5001}, "Leave out 1 character"),
        ({"name": ""}, "Enter a name"),
        ({"name": "x" * 81}, "Leave out 1 character"),
        ({"email": "nobody"}, "Enter a valid email address."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    client: Client, post: BlogPostPage, typed: dict[str, str], error: str
) -> None:
    answer = client.post(address(post), {**ANN, "text": "My long thought.", **typed})

    assert answer.status_code == 422
    assert words(answer).count(error) >= 2
    assert "Ann" in answer.content.decode() or "name" in typed
    assert "My long thought." in answer.content.decode() or "text" in typed
    assert Comment.objects.count() == 0


def test_hostile_words_are_refused_or_shown_harmlessly(client: Client, post: BlogPostPage) -> None:
    statuses = set()
    for number, text in enumerate(HOSTILE.values()):
        told = {"text": text, "name": text[:80] or "A", "email": f"a{number}@example.org"}
        body = urlencode(told, errors="surrogatepass")
        statuses.add(client.post(address(post), body, "application/x-www-form-urlencoded").status_code)
    Comment.objects.update(state=State.SHOWN)
    shown = client.get(post.url)

    assert statuses == {303, 422}
    assert (shown.status_code, Comment.objects.count() > 10) == (200, True)
    assert "\u202e" not in shown.content.decode()


def test_towers_of_marks_and_turned_text_are_flattened(client: Client, post: BlogPostPage) -> None:
    client.post(
        address(post), {**ANN, "text": "Z" + "\u0301" * 500 + "algo \u202egnorw", "name": "A\u202enn\u0336" * 2}
    )

    made = Comment.objects.get()

    assert (made.text, made.name) == ("Z" + "\u0301" * 4 + "algo gnorw", "Ann\u0336Ann\u0336")


def test_no_address_is_ever_told(client: Client, post: BlogPostPage) -> None:
    made = comment(post.translation_key, email="canary@example.org")

    told = [read(client, path) for path in (post.url, f"/comment/{made.pk}/reply/", f"/comment/{made.pk}/report/")]

    assert not any("canary" in each for each in told)


def test_who_fills_in_what_nobody_sees_is_told_that_all_went_well(client: Client, post: BlogPostPage) -> None:
    answer = client.post(address(post), {**ANN, "website": "http://x.example"})

    assert (answer.status_code, Comment.objects.count()) == (303, 0)


def test_other_sites_cannot_send_the_form(client: Client, post: BlogPostPage) -> None:
    answer = client.post(address(post), ANN, headers={"Sec-Fetch-Site": "cross-site"})

    assert (answer.status_code, Comment.objects.count()) == (403, 0)


def test_forms_of_pages_that_take_no_comments_are_refused(client: Client, post: BlogPostPage) -> None:
    closed, off, hidden = place_post("A", comments="closed"), place_post("B", comments="off"), place_post("C")
    hide(hidden)

    refused = client.post(address(closed), ANN)
    statuses = [client.post(address(page), ANN).status_code for page in (off, hidden, place_post("D", live=False))]

    assert (refused.status_code, "I agree." in refused.content.decode()) == (409, True)
    assert (statuses, Comment.objects.count()) == ([404, 404, 404], 0)


def test_an_answer_to_what_takes_none_is_refused(client: Client, post: BlogPostPage) -> None:
    deep = comment(post.translation_key)
    for _ in range(2):
        deep = comment(post.translation_key, parent=deep)
    hidden = comment(post.translation_key, "An insult", state=State.HIDDEN)

    answers = [client.post(f"/comment/{pk}/reply/", ANN) for pk in (deep.pk, hidden.pk, 10**17)]

    assert [each.status_code for each in answers] == [409, 409, 404]
    assert all("I agree." in each.content.decode() and "An insult" not in words(each) for each in answers[:2])
    assert Comment.objects.filter(text="I agree.").count() == 0


def test_a_megabyte_is_refused_unread(client: Client, post: BlogPostPage) -> None:
    with CaptureQueriesContext(connection) as captured:
        answer = client.post(address(post), {**ANN, "text": "x" * 1_000_000})

    assert (answer.status_code, Comment.objects.count()) == (413, 0)
    assert "at most 5,000 characters" in words(answer)
    assert not any("INSERT" in each["sql"] for each in captured.captured_queries)


def flood(post: BlogPostPage, number: int) -> dict[int, int]:
    """What so many posts of different words and addresses are answered with, each from another sender."""
    statuses: dict[int, int] = {}
    for each in range(number):
        told = {"text": f"Buy {each}", "name": "Spam", "email": f"spam{each}@example.org"}
        answer = Client().post(address(post), told, REMOTE_ADDR=f"10.0.{each // 250}.{each % 250}")
        statuses[answer.status_code] = statuses.get(answer.status_code, 0) + 1
    return statuses


def test_a_flood_is_refused_before_anything_is_kept(client: Client, post: BlogPostPage, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "comments_of_page": "4/10m/key"}

    statuses = flood(post, 12)
    with CaptureQueriesContext(connection) as captured:
        refused = client.post(address(post), ANN)
    page = client.get(post.url)
    remembered = comment(post.translation_key, email="ann@example.org").commenter
    client.cookies["commenter"] = recognition._signer.sign(remembered.public_id.hex)
    known = client.post(address(post), ANN)

    assert known.status_code == 303
    assert statuses == {303: 4, 429: 8}
    assert Comment.objects.filter(text__startswith="Buy").count() == 4
    assert Comment.objects.waiting().count() == 0
    assert (refused.status_code, page.status_code) == (429, 200)
    assert not any("INSERT" in each["sql"] for each in captured.captured_queries)


def test_whom_the_site_knows_writes_on_whatever_strangers_send_in_their_name(
    client: Client, post: BlogPostPage, settings: Settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "comment_mail": "1/d/key"}
    remembered = comment(post.translation_key, email="ann@example.org").commenter
    strangers = [Client().post(address(post), {**ANN, "text": f"Not me {n}"}).status_code for n in range(2)]

    client.cookies["commenter"] = recognition._signer.sign(remembered.public_id.hex)
    known = client.post(address(post), ANN)

    assert (strangers, known.status_code) == ([303, 429], 303)


def test_one_sender_is_slowed_down(client: Client, post: BlogPostPage) -> None:
    statuses = [
        client.post(address(post), {**ANN, "text": f"{number}", "email": f"a{number}@example.org"}).status_code
        for number in range(31)
    ]

    assert statuses == [303] * 30 + [429]
