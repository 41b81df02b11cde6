"""Publishing a guest's post: not before its writer has agreed, and no other text than they agreed to."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Revision
from wagtail.rich_text import RichText

from accounts.models import User
from pages.contributions import services
from pages.contributions.agreement import why_not
from pages.contributions.posts import post_of
from pages.models import BlogPostPage, Contribution
from tests.factories.contributions import NOW, bring_to_proof, latest_revision

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(admin_user: User) -> User:
    return admin_user


@pytest.fixture
def browser(admin_client: Client) -> Client:
    return admin_client


LINE = {"key": "a", "text": "One.", "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}


def publish(browser: Client, post: BlogPostPage, **changes: Any) -> str:
    form = {
        "title": post.title,
        "slug": post.slug,
        "date": post.date.isoformat(),
        "byline": post.byline,
        "introduction": "",
        "comments": "open",
        "seo_title": "",
        "search_description": "",
        "post_authors-TOTAL_FORMS": 0,
        "post_authors-INITIAL_FORMS": 0,
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
        "body-count": 1,
        "body-0-type": "text",
        "body-0-order": 0,
        "body-0-deleted": "",
        "body-0-id": post.body[0].id,
        "body-0-value": json.dumps({"blocks": [LINE], "entityMap": {}}),
        **changes,
        "action-publish": "1",
    }
    return browser.post(f"/admin/pages/{post.pk}/edit/", form, follow=True).content.decode()


def test_a_post_is_not_published_before_its_writer_has_agreed(browser: Client, editor: User) -> None:
    proof = bring_to_proof(editor)
    post = post_of(proof)
    assert post

    html = publish(browser, post)

    post.refresh_from_db()
    assert "has not agreed to the final version" in html
    assert not post.live


def test_nor_is_another_text_than_they_agreed_to(browser: Client, editor: User) -> None:
    proof = bring_to_proof(editor)
    services.approve(
        public_id=proof.public_id, revision_id=latest_revision(proof), byline="", wants_comments=True, now=NOW
    )
    post = post_of(proof)
    assert post

    html = publish(browser, post, title="Another title")

    post.refresh_from_db()
    assert "no longer what its writer agreed to" in html
    assert not post.live


def approved(editor: User) -> tuple[Contribution, BlogPostPage]:
    proof = bring_to_proof(editor)
    revision = latest_revision(proof)
    done = services.approve(public_id=proof.public_id, revision_id=revision, byline="", wants_comments=True, now=NOW)
    post = post_of(done)
    assert post
    return done, post


def test_what_they_agreed_to_is_published(editor: User) -> None:
    _, post = approved(editor)

    post.get_latest_revision().publish(user=editor)

    post.refresh_from_db()
    assert post.live


def test_a_draft_saved_after_their_word_is_not_published_with_the_next_click(browser: Client, editor: User) -> None:
    _, post = approved(editor)
    draft = post.get_latest_revision_as_object()
    draft.title = "Another title"
    draft.save_revision(user=editor)

    html = publish(browser, post, title="Another title")

    post.refresh_from_db()
    assert "no longer what its writer agreed to" in html
    assert not post.live


def test_an_editor_who_only_files_it_under_a_topic_need_not_ask_again(editor: User) -> None:
    _, post = approved(editor)
    draft = post.get_latest_revision_as_object()
    html = draft.body[0].value.source.replace("<p>", '<p data-block-key="k1">')
    draft.body[0] = ("text", RichText(html), draft.body[0].id)

    assert why_not(post, draft) == ""


def test_many_published_at_once_ask_as_well(browser: Client, editor: User) -> None:
    post = post_of(bring_to_proof(editor))
    assert post

    browser.post(f"/admin/bulk/wagtailcore/page/publish/?id={post.pk}&next=/admin/")

    post.refresh_from_db()
    assert not post.live


def test_the_clock_publishes_nothing_that_was_withdrawn(editor: User) -> None:
    done, post = approved(editor)
    draft = post.get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + timedelta(hours=1)
    draft.save_revision(user=editor).publish(user=editor)
    assert Revision.objects.exclude(approved_go_live_at=None).exists()

    services.withdraw(public_id=done.public_id, now=NOW)

    assert not Revision.objects.exclude(approved_go_live_at=None).exists()


def test_no_editor_restores_what_its_writer_withdrew(browser: Client, editor: User) -> None:
    done, post = approved(editor)
    post.get_latest_revision().publish(user=editor)
    services.withdraw(public_id=done.public_id, now=NOW)

    browser.post(f"/admin/restore/{post.pk}/")

    post.refresh_from_db()
    assert not post.live
