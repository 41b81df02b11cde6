"""The pages on which people follow a talk and leave it."""

import pytest
from django.test import Client

from community.models import ThreadFollower
from pages.models import BlogPostPage
from tests.factories.pages import place_post
from tests.factories.reading import words

pytestmark = pytest.mark.django_db
EVE = {"email": "Eve@example.org"}


@pytest.fixture
def post(db: None) -> BlogPostPage:
    return place_post()


def test_somebody_follows_by_a_button_and_leaves_by_another(client: Client, post: BlogPostPage) -> None:
    address = f"/comments/{post.translation_key}/follow/"

    form = words(client.get(address))
    asked = client.post(address, EVE, follow=True)
    follower = ThreadFollower.objects.get()
    opened = client.get(follower.path)
    before = ThreadFollower.objects.get().confirmed_at
    confirmed = client.post(follower.path, {"do": "confirm"}, follow=True)
    after = ThreadFollower.objects.get().confirmed_at
    left = client.post(follower.path, {"List-Unsubscribe": "One-Click"})

    assert "Follow the comments on A post" in form
    assert asked.redirect_chain == [(f"{address}done/", 302)]
    assert "Look into your mail" in words(asked)
    assert (opened["X-Robots-Tag"], before) == ("noindex", None)
    assert after is not None
    assert "You follow these comments" in words(confirmed)
    assert "You get no more of these mails" in words(left)
    assert (client.get(follower.path).status_code, ThreadFollower.objects.count()) == (404, 0)


def test_what_is_no_address_is_refused(client: Client, post: BlogPostPage) -> None:
    answer = client.post(f"/comments/{post.translation_key}/follow/", {"email": "eve"})

    assert (answer.status_code, "There is a problem" in words(answer)) == (422, True)


def test_machines_and_many_are_stopped(client: Client, post: BlogPostPage) -> None:
    address = f"/comments/{post.translation_key}/follow/"

    trapped = client.post(address, {**EVE, "website": "x"}).status_code
    statuses = {client.post(address, EVE).status_code for _ in range(11)}

    assert (trapped, statuses) == (302, {302, 429})
    assert ThreadFollower.objects.count() == 1
