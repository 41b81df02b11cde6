"""A talk on its page and in its parts: order, addresses, and what one of five thousand costs."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from accounts import roles
from accounts.models import User
from cms import caching
from community.models import Comment, State
from community.reading import PART
from community.talks import tag_of
from pages.models import BlogPostPage, CampaignPage
from tests.contracts.test_query_budgets import forget
from tests.factories.comments import comment, many, talk_of
from tests.factories.pages import place, place_post
from tests.factories.reading import read, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(db: None) -> BlogPostPage:
    return place_post()


def cold(client: Client, path: str) -> tuple[int, int]:
    """Queries of the first reader, and bytes."""
    client.get(path)
    forget()
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
    assert answer.status_code == 200
    return len(captured), len(answer.content)


def test_a_comment_is_shown_at_once_and_then_from_the_cache(client: Client, post: BlogPostPage) -> None:
    empty = words(client.get(post.url))
    made = comment(post.translation_key, "Well said.", state=State.HELD)
    held = words(client.get(post.url))

    Comment.objects.filter(pk=made.pk).update(state=State.SHOWN)
    caching.purge(tag_of(post.translation_key))
    page = client.get(post.url)
    with CaptureQueriesContext(connection) as captured:
        client.get(post.url)

    assert "Nobody has written yet" in empty
    assert "Well said." not in held
    assert "1 comment " in words(page)
    assert "Well said." in words(page)
    assert (len(captured), page["Cache-Control"], page.cookies) == (1, "public, max-age=0, s-maxage=1", {})


def test_a_talk_of_five_thousand_costs_what_one_of_fifty_does(client: Client, post: BlogPostPage) -> None:
    other = place_post("Another")
    many(post.translation_key, 50)
    many(other.translation_key, 5000)
    last = f"/comments/{other.translation_key}/100/"

    small, large, end = cold(client, post.url), cold(client, other.url), cold(client, last)

    assert max(large[0], end[0]) <= small[0] + 2
    assert large[0] <= 2 * small[0]
    assert max(large[1], end[1]) < 100_000
    assert "5000 comments" in words(client.get(other.url))


def test_the_longest_comments_make_no_page_of_two_megabytes(client: Client, post: BlogPostPage) -> None:
    worst = ('"' * 4100 + " " + "http://a.example/?\U0001f600 " * 50)[:5000]
    for _ in range(PART):
        comment(post.translation_key, worst, name="\U0001f600" * 80)

    assert cold(client, post.url)[1] < 2_000_000


def test_a_link_to_a_comment_finds_the_part_where_it_stands(client: Client, post: BlogPostPage) -> None:
    many(post.translation_key, 120)
    rows = list(Comment.objects.under(post.translation_key))
    base = f"/comments/{post.translation_key}/"

    found = [client.get(f"/comment/{rows[place].pk}/").url for place in (0, PART - 1, PART, 119)]
    parts = [read(client, f"{base}{number}/") for number in (2, 3)]

    assert found == [
        f"{post.url}#comment-{rows[0].pk}",
        f"{post.url}#comment-{rows[PART - 1].pk}",
        f"{base}2/#comment-{rows[PART].pk}",
        f"{base}3/#comment-{rows[119].pk}",
    ]
    assert f'id="comment-{rows[PART].pk}"' in parts[0]
    assert f'id="comment-{rows[119].pk}"' in parts[1]
    assert f'href="{base}2/#comments"' in parts[1]
    assert client.get(base).url == f"{post.url}#comments"


@pytest.mark.parametrize("number", ["0", "1", "2", "9" * 18, "9" * 30])
def test_there_is_no_part_that_nobody_leads_to(client: Client, post: BlogPostPage, number: str) -> None:
    comment(post.translation_key)

    assert client.get(f"/comments/{post.translation_key}/{number}/").status_code == 404


def test_places_of_what_is_gone_are_kept_while_answers_to_it_are_shown(client: Client, post: BlogPostPage) -> None:
    hidden = comment(post.translation_key, "An insult", name="Mallory", state=State.HIDDEN)
    comment(post.translation_key, "A calm answer", parent=hidden)
    comment(post.translation_key, "Nobody answered", state=State.WITHDRAWN)

    told = words(client.get(post.url))

    assert "This comment is not shown any more." in told
    assert "A calm answer" in told
    assert "1 comment " in told
    assert not any(each in told for each in ("An insult", "Mallory", "in answer to", "withdrawn", "Nobody answered"))


@pytest.mark.parametrize("state", [state for state in State if state != State.SHOWN])
def test_what_is_not_shown_has_no_address(client: Client, post: BlogPostPage, state: State) -> None:
    made = comment(post.translation_key, state=state)

    found = {client.get(f"/comment/{made.pk}/{path}").status_code for path in ("", "reply/", "report/")}

    assert found == {404}


def test_official_answers_are_marked_and_nobody_else_can_be(client: Client, post: BlogPostPage) -> None:
    comment(post.translation_key, name="Official answer", text="I am the campaign.")
    official = {"commenter": None, "is_official": True, "name": "Jo", "role": "Treasurer"}
    comment(post.translation_key, "It pays for design.", **official)

    source = read(client, post.url)

    assert source.count('class="mark"') == 1
    assert (
        '<strong class="mark">Official answer</strong> <span><b><bdi>Jo</bdi></b>, <bdi>Treasurer</bdi></span>'
        in source
    )


def test_a_campaign_has_comments_where_its_editors_want_them(client: Client) -> None:
    without, with_some = place(CampaignPage, "A"), place(CampaignPage, "B", comments="open")
    closed = place_post("C", comments="closed")

    assert 'id="comments"' not in read(client, without.url)
    assert 'id="write"' in read(client, with_some.url)
    assert 'id="write"' not in read(client, closed.url)
    assert "Comments are closed." in words(client.get(closed.url))


def test_a_setting_closes_comments_after_some_days(post: BlogPostPage, settings: Settings) -> None:
    before = talk_of(post, post.first_published_at).is_open
    settings.COMMENTS_CLOSE_AFTER_DAYS = 1

    then = [talk_of(post, post.first_published_at + timedelta(hours=hours)).is_open for hours in (23, 24)]

    assert (before, then) == (True, [True, False])


def test_only_moderators_find_the_way_to_an_official_answer(client: Client, post: BlogPostPage) -> None:
    made = comment(post.translation_key)
    way = f'href="/admin/moderation/comment/{made.pk}/answer/"'
    before = way in read(client, post.url)

    user = User.objects.create_user("mo")
    client.force_login(user)
    volunteer = way in read(client, post.url)
    user.groups.add(Group.objects.get(name=roles.MODERATORS))

    assert (before, volunteer, way in read(client, post.url)) == (False, False, True)
    assert way not in read(Client(), post.url)
