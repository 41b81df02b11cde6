"""The final version: read by its writer alone, agreed to as they read it, and taken back whenever they like."""

import re
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from cms.models import OutgoingMail
from pages.contributions.posts import post_of
from pages.models import Contribution
from tests.factories.contributions import bring_to_proof, latest_revision

pytestmark = pytest.mark.django_db


def mailed() -> list[str]:
    return list(OutgoingMail.objects.order_by("pk").values_list("template", flat=True))


@pytest.fixture
def editor() -> User:
    return User.objects.create_superuser("ed")


@pytest.fixture
def proof(editor: User) -> Contribution:
    return bring_to_proof(editor, about="Writes in Frome.")


def test_it_is_read_by_who_has_the_link_alone(client: Client, proof: Contribution) -> None:
    final = client.get(f"{proof.own_path}final/")

    html = final.content.decode()
    assert "<h1" in html
    assert "One." in html
    assert final.headers["X-Robots-Tag"] == "noindex"
    assert "no-store" in final.headers["Cache-Control"]
    assert client.get(post_of(proof).get_url()).status_code == 404  # type: ignore[union-attr]


def test_its_writer_agrees_under_another_name_and_without_comments(client: Client, proof: Contribution) -> None:
    answer = client.post(proof.own_path, {"do": "approve", "byline": "A friend", "revision": latest_revision(proof)})

    proof.refresh_from_db()
    post = post_of(proof)
    assert post
    draft: Any = post.get_latest_revision_as_object()
    assert answer.status_code == 303
    assert (proof.state, proof.approved_revision) == ("approved", post.latest_revision_id)
    assert (draft.byline, draft.comments) == ("A friend", "off")
    assert "Mary" not in re.sub(r"\s", "", str(draft.body.get_prep_value()))


def test_a_version_that_they_have_not_read_is_not_agreed_to(client: Client, proof: Contribution) -> None:
    read, post = latest_revision(proof), post_of(proof)
    assert post
    draft: Any = post.get_latest_revision_as_object()
    draft.title = "Something else"
    draft.save_revision()

    answer = client.post(proof.own_path, {"do": "approve", "byline": "", "revision": read})

    proof.refresh_from_db()
    assert answer.status_code == 409
    assert "Read it again" in answer.content.decode()
    assert proof.state == "proof"


@pytest.mark.parametrize("revision", ["", "x", "-1", "9" * 30])
def test_a_revision_that_is_none_is_refused(client: Client, proof: Contribution, revision: str) -> None:
    assert client.post(proof.own_path, {"do": "approve", "revision": revision}).status_code == 422


def test_they_say_what_should_be_different(client: Client, proof: Contribution) -> None:
    nothing = client.post(proof.own_path, {"do": "object", "words": ""})
    something = client.post(proof.own_path, {"do": "object", "words": "My name is Marie."})

    proof.refresh_from_db()
    assert nothing.status_code == 422
    assert "Write what should be different" in nothing.content.decode()
    assert something.status_code == 303
    assert proof.state == "accepted"
    assert proof.notes.get(words="My name is Marie.").is_by_editor is False


def test_withdrawing_takes_a_public_post_away_at_once(client: Client, proof: Contribution) -> None:
    client.post(proof.own_path, {"do": "approve", "byline": "", "revision": latest_revision(proof)})
    post = post_of(proof)
    assert post
    post.get_latest_revision().publish()
    url = post_of(proof).get_url()  # type: ignore[union-attr]
    assert client.get(url).status_code == 200
    assert "contribution_published" in mailed()

    client.post(proof.own_path, {"do": "withdraw"})

    assert client.get(url).status_code == 404
