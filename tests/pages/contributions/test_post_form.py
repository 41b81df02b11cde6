"""Publishing a guest's post: not before its writer has agreed, and no other text than they agreed to."""

import json
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from pages.contributions import services
from pages.contributions.posts import post_of
from pages.models import BlogPostPage
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
