"""The final version: read by its writer alone, agreed to as they read it, and taken back whenever they like."""

import re
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from accounts.models import User
from cms.models import OutgoingMail
from pages.contributions import deciding
from pages.contributions.posts import post_of
from pages.contributions.services import NotNow
from pages.models import BlogPostPage, Contribution
from tests.factories.contributions import NOW, bring_to_proof, latest_revision, send

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
    assert f'<a href="{proof.own_path}">' in html
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


def edit(contribution: Contribution, title: str, editor: User, *, in_place: bool = False) -> None:
    """As an editor's window does by itself: in place of what it saved before, where Wagtail lets it."""
    post: Any = post_of(contribution)
    draft = post.get_latest_revision_as_object()
    draft.title = title
    draft.save_revision(user=editor, overwrite_revision=post.get_latest_revision() if in_place else None)


def read(client: Client, contribution: Contribution) -> str:
    return client.get(f"{contribution.own_path}final/").content.decode()


def test_they_read_and_agree_to_what_they_were_asked_about_whatever_editors_write_on(
    client: Client, proof: Contribution, editor: User
) -> None:
    with pytest.raises(PermissionDenied):
        edit(proof, "In its place", editor, in_place=True)
    asked = latest_revision(proof)
    edit(proof, "Something else", editor)

    shown = read(client, proof)
    answer = client.post(proof.own_path, {"do": "approve", "byline": "", "revision": asked})

    proof.refresh_from_db()
    assert ("Why we ally" in shown, "Something else" in shown) == (True, False)
    assert (answer.status_code, proof.state) == (303, "approved")
    post: Any = post_of(proof)
    assert post.revisions.get(pk=proof.approved_revision).as_object().title == "Why we ally"


def test_once_it_is_public_its_writer_is_led_there(client: Client, proof: Contribution, editor: User) -> None:
    client.post(proof.own_path, {"do": "approve", "byline": "", "revision": latest_revision(proof)})
    waiting = client.get(proof.own_path).content.decode()
    post: Any = post_of(proof)
    post.get_latest_revision().publish(user=editor)

    shown = client.get(proof.own_path).content.decode()

    assert f'It is published: <a href="{post.get_url()}">' in shown
    assert ("we tell you" in waiting, "we tell you" in shown) == (True, False)


def test_a_version_that_they_have_not_read_is_not_agreed_to(client: Client, proof: Contribution, editor: User) -> None:
    before = latest_revision(proof)
    edit(proof, "Something else", editor)
    deciding.ask_for_word(key=proof.pk, by=editor, words="", now=NOW)

    answer = client.post(proof.own_path, {"do": "approve", "byline": "", "revision": before})

    proof.refresh_from_db()
    assert answer.status_code == 409
    assert "Read it again" in answer.content.decode()
    assert f'name="revision" value="{proof.approved_revision}"' in answer.content.decode()
    assert proof.state == "proof"
    assert "Something else" in read(client, proof)


def test_drafts_of_a_public_post_are_not_theirs_to_read(client: Client, proof: Contribution, editor: User) -> None:
    client.post(proof.own_path, {"do": "approve", "byline": "", "revision": latest_revision(proof)})
    edit(proof, "A draft", editor)
    agreed = read(client, proof)
    edit(proof, "A slip less", editor)
    post: Any = post_of(proof)
    BlogPostPage.objects.filter(pk=post.pk).update(first_published_at=NOW)
    post_of(proof).get_latest_revision().publish()  # type: ignore[union-attr]
    edit(proof, "A further draft", editor)

    published = read(client, proof)

    assert ("Why we ally" in agreed, "A draft" in agreed) == (True, False)
    assert ("A slip less" in published, "A further draft" in published) == (True, False)


def test_what_an_editor_types_on_changes_nothing_that_was_agreed_to_by_mail(editor: User) -> None:
    sent = send()
    Contribution.objects.filter(pk=sent.pk).update(entered_by=editor)
    deciding.accept(key=sent.pk, by=editor, words="", now=NOW)

    deciding.note_agreement(key=sent.pk, by=editor, words="Mail of 3 May", now=NOW)

    with pytest.raises(PermissionDenied):
        edit(Contribution.objects.get(), "In its place", editor, in_place=True)


def test_nobody_is_asked_about_a_post_that_is_public_or_gone(proof: Contribution, editor: User) -> None:
    post: Any = post_of(proof)
    BlogPostPage.objects.update(live=True)
    with pytest.raises(NotNow):
        deciding.ask_for_word(key=proof.pk, by=editor, words="", now=NOW)

    post.delete()

    with pytest.raises(NotNow):
        deciding.ask_for_word(key=proof.pk, by=editor, words="", now=NOW)


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
