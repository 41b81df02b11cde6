"""The page of one's own contribution, from its first words to its end."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.images.tests.utils import get_test_image_file

from accounts.models import User
from cms.models import CampaignImage
from pages.contributions import deciding, services
from pages.contributions.personal_data import CONTRIBUTIONS
from pages.contributions.posts import post_of
from pages.models import BlogPostPage, Contribution, SeriesPage
from tests.factories.contributions import (
    EMAIL,
    NOW,
    begin,
    bring_to_proof,
    form_of,
    latest_revision,
    place_call,
    send,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def series() -> SeriesPage:
    return place_call()


@pytest.fixture
def editor() -> User:
    return User.objects.create_superuser("ed")


def test_its_writer_goes_on_and_sends_it(client: Client) -> None:
    begun = begin()
    photo = SimpleUploadedFile("mary.png", get_test_image_file("mary.png").file.getvalue())

    saved = client.post(begun.own_path, form_of(begun, text="Three.", do="save"))
    sent = client.post(begun.own_path, form_of(begun, byline="M. W.", photo=photo, agrees="on", do="send"))

    begun.refresh_from_db()
    assert saved.headers["Location"].endswith("?saved")
    assert sent.status_code == 303
    assert (begun.state, begun.byline, begun.wants_comments) == ("sent", "M. W.", False)
    assert "I wrote this myself" in begun.consent
    assert begun.consented_at
    assert begun.photo.name.startswith("contributions/photo")
    assert client.get(f"/media/{begun.photo.name}").status_code == 404
    assert "They answer you by mail" in client.get(begun.own_path).content.decode()


def test_its_writer_reads_who_sees_the_photo_and_what_they_have_sent(client: Client, series: SeriesPage) -> None:
    begun = begin(series, text="Ten to nine.")
    assert "Nobody but the editors sees it" in client.get(begun.own_path).content.decode()

    sent = send(series, email="sent@example.org", text="Ten to nine.")

    assert "<p>Ten to nine.</p>" in client.get(sent.own_path).content.decode()


def test_sending_without_agreeing_loses_neither_words_nor_photo(client: Client) -> None:
    begun = begin()
    photo = SimpleUploadedFile("mary.png", get_test_image_file("mary.png").file.getvalue())

    answer = client.post(begun.own_path, form_of(begun, text="Three.", photo=photo, do="send"))

    begun.refresh_from_db()
    assert answer.status_code == 422
    assert "Tick that you wrote it" in answer.content.decode()
    assert (begun.state, begun.text) == ("draft", "Three.")
    assert begun.photo
    assert f'name="version" value="{begun.version}"' in answer.content.decode()


@pytest.mark.parametrize("do", ["save", "send"])
def test_a_window_that_is_behind_overwrites_nothing_and_loses_nothing(client: Client, do: str) -> None:
    begun = begin()
    behind = form_of(begun, text="Mine.", agrees="on", do=do)
    client.post(begun.own_path, form_of(begun, text="Theirs.", do="save"))

    answer = client.post(begun.own_path, behind)

    begun.refresh_from_db()
    html = answer.content.decode()
    assert (answer.status_code, begun.state, begun.text) == (409, "draft", "Theirs.")
    assert "saved from another window" in html
    assert "Mine.</textarea>" in html
    assert "<p>Theirs.</p>" in html

    client.post(begun.own_path, {**behind, "version": re.findall(r'name="version" value="([^"]+)"', html)[0]})

    begun.refresh_from_db()
    assert begun.text == "Mine."


@pytest.mark.parametrize("do", ["save", "send"])
def test_a_button_pressed_twice_is_pressed_once(client: Client, do: str) -> None:
    begun = begin()
    form = form_of(begun, text="Three.", agrees="on", do=do)

    answers = [client.post(begun.own_path, form).status_code for _ in range(2)]

    begun.refresh_from_db()
    assert answers == [303, 303]
    assert (begun.text, begun.notes.count()) == ("Three.", int(do == "send"))


def test_an_objection_sent_twice_is_made_once(client: Client, editor: User) -> None:
    proof = bring_to_proof(editor)

    answers = [client.post(proof.own_path, {"do": "object", "words": "Not so."}).status_code for _ in range(2)]

    assert answers == [303, 303]
    assert proof.notes.filter(words="Not so.").count() == 1
    assert client.post(proof.own_path, {"do": "object", "words": "Nor so."}).status_code == 409


@pytest.mark.parametrize("version", ["", "x", "\x00", "2026-11-02", "9" * 5000])
def test_a_form_that_says_nothing_of_its_version_overwrites_nothing(client: Client, version: str) -> None:
    begun = begin()

    answer = client.post(begun.own_path, form_of(begun, text="Mine.", version=version, do="save"))

    begun.refresh_from_db()
    assert answer.status_code in (409, 422)
    assert begun.text == "One.\n\nTwo."


@pytest.mark.parametrize("do", ["save", "send", "approve", "object", "nonsense", ""])
def test_what_the_editors_have_is_not_changed_by_its_writer(client: Client, do: str) -> None:
    sent = send()

    answer = client.post(sent.own_path, form_of(sent, text="Other", agrees="on", words="x", revision=1, do=do))

    sent.refresh_from_db()
    is_typed = do in ("save", "send", "object")
    assert answer.status_code == (409 if is_typed else 303)
    assert ("What you typed" in answer.content.decode()) == is_typed
    assert (sent.state, sent.text) == ("sent", "One.\n\nTwo.")


def test_words_saved_from_a_second_window_after_sending_are_not_lost(client: Client) -> None:
    sent = send()

    answer = client.post(sent.own_path, form_of(sent, text="Much better words", do="save"))

    assert "Much better words" in answer.content.decode()


def test_it_is_withdrawn_at_any_time(client: Client) -> None:
    sent = send()

    client.post(sent.own_path, {"do": "withdraw"})

    sent.refresh_from_db()
    assert sent.state == "withdrawn"
    assert "You have withdrawn it" in client.get(sent.own_path).content.decode()


@pytest.mark.parametrize("path", ["", "final/"])
def test_a_link_that_is_none_leads_nowhere(client: Client, path: str) -> None:
    assert client.get(f"/contributions/0f0e0d0c-0b0a-0908-0706-050403020100/{path}").status_code == 404


def test_a_draft_has_no_final_version(client: Client) -> None:
    assert client.get(f"{begin().own_path}final/").status_code == 404


def test_drafts_and_what_came_to_nothing_are_deleted_in_time(editor: User) -> None:
    draft, sent, declined = begin(), send(email="b@example.org"), send(email="c@example.org")
    deciding.decline(key=declined.pk, by=editor, words="No.", now=NOW)

    services.forget(NOW + services.DRAFTS_KEPT_FOR + timedelta(days=1))
    assert set(Contribution.objects.all()) == {sent, declined}
    assert draft.pk

    services.forget(NOW + services.OVER_KEPT_FOR + timedelta(days=1))
    assert set(Contribution.objects.all()) == {sent}


def test_no_post_is_left_to_publish_of_what_was_withdrawn_and_forgotten(editor: User) -> None:
    photo = get_test_image_file("mary.png")
    declined, withdrawn = bring_to_proof(editor, photo=photo), bring_to_proof(editor, email="b@example.org")
    deciding.decline(key=declined.pk, by=editor, words="No.", now=NOW)
    services.withdraw(public_id=withdrawn.public_id, now=NOW)
    assert (BlogPostPage.objects.count(), CampaignImage.objects.count()) == (2, 1)

    services.forget(NOW + services.OVER_KEPT_FOR + timedelta(days=1))

    assert (BlogPostPage.objects.count(), CampaignImage.objects.count()) == (0, 0)


@pytest.mark.parametrize("is_public", [False, True])
def test_with_its_writer_goes_the_post_unless_it_is_public(editor: User, is_public: bool) -> None:
    proof = bring_to_proof(editor)
    if is_public:
        services.approve(
            public_id=proof.public_id, revision_id=latest_revision(proof), byline="", wants_comments=True, now=NOW
        )
        post_of(proof).get_latest_revision().publish()  # type: ignore[union-attr]

    CONTRIBUTIONS.erase(EMAIL, NOW)

    assert Contribution.objects.count() == 0
    assert BlogPostPage.objects.count() == is_public
