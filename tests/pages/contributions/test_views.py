"""What those who contribute see: from the first words to the final version, and out again."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.images.tests.utils import get_test_image_file

from accounts.models import User
from cms.models import OutgoingMail
from pages.contributions import deciding, services
from pages.models import Contribution, SeriesPage
from tests.factories.contributions import (
    EMAIL,
    NOW,
    begin,
    place_call,
    send,
    word_file,
)
from tests.factories.pages import hide

pytestmark = pytest.mark.django_db
FIRST = {"offer": "text", "title": "Why we ally", "text": "One.\n\nTwo.", "name": "Mary", "email": EMAIL}
WHOLE = {key: value for key, value in FIRST.items() if key != "email"}


@pytest.fixture
def series() -> SeriesPage:
    return place_call()


@pytest.fixture
def editor() -> User:
    return User.objects.create_superuser("ed")


def address(series: SeriesPage) -> str:
    return f"/contribute/{series.translation_key}/"


def mailed() -> list[str]:
    return list(OutgoingMail.objects.order_by("pk").values_list("template", flat=True))


def test_a_series_with_a_call_leads_to_its_form(client: Client, series: SeriesPage) -> None:
    page = client.get(series.url).content.decode()
    form = client.get(address(series))

    assert f'href="{address(series)}"' in page
    assert form.status_code == 200
    assert "Think pieces by women on alliances" in form.content.decode()
    assert "csrftoken" not in form.cookies


def test_the_first_words_are_kept_and_their_link_is_mailed(client: Client, series: SeriesPage) -> None:
    answer = client.post(address(series), FIRST)

    kept = Contribution.objects.get()
    assert answer.headers["Location"] == f"{address(series)}sent/"
    assert (kept.state, kept.title, kept.text, kept.email) == ("draft", "Why we ally", "One.\n\nTwo.", EMAIL)
    assert mailed() == ["contribution_kept"]
    assert client.get(kept.own_path).status_code == 200


@pytest.mark.parametrize(
    ("field", "sent", "error"),
    [
        ("name", "", "Enter your name"),
        ("email", "", "Enter an email address"),
        ("email", "nobody", "Enter a valid email address."),
        ("offer", "poem", "Select a valid choice"),
        ("title", "x" * 161, "Leave out 1 character"),
        ("text", "x" * 40_001, "Leave out 1 character"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    client: Client, series: SeriesPage, field: str, sent: str, error: str
) -> None:
    answer = client.post(address(series), {**FIRST, field: sent})

    html = answer.content.decode()
    assert answer.status_code == 422
    assert error in html
    assert "Why we ally" in html or field == "title"
    assert not Contribution.objects.exists()


def test_a_word_file_takes_the_place_of_the_text(client: Client, series: SeriesPage) -> None:
    file = SimpleUploadedFile("text.docx", word_file("From Word.", "Again.").getvalue())

    client.post(address(series), {**FIRST, "file": file})

    assert Contribution.objects.get().text == "From Word.\n\nAgain."


def test_another_file_is_refused_by_what_is_in_it(client: Client, series: SeriesPage) -> None:
    answer = client.post(address(series), {**FIRST, "file": SimpleUploadedFile("text.docx", b"<script>")})

    assert answer.status_code == 422
    assert "This is no Word file" in answer.content.decode()


def test_a_trap_that_springs_keeps_nothing_and_says_nothing(client: Client, series: SeriesPage) -> None:
    answer = client.post(address(series), {**FIRST, "website": "x"})

    assert answer.status_code == 302
    assert not Contribution.objects.exists()


def test_another_sites_form_is_refused(client: Client, series: SeriesPage) -> None:
    answer = client.post(address(series), FIRST, headers={"sec-fetch-site": "cross-site"})

    assert answer.status_code == 403
    assert not Contribution.objects.exists()


def test_two_clicks_keep_one_draft_and_send_one_mail(client: Client, series: SeriesPage) -> None:
    answers = [client.post(address(series), FIRST) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Contribution.objects.count() == 1
    assert mailed() == ["contribution_kept"]


def test_whoever_withdraws_a_draft_may_begin_another(series: SeriesPage) -> None:
    drafts = [begin(series, text=str(number)) for number in range(services.MOST_DRAFTS)]
    services.withdraw(public_id=drafts[0].public_id, now=NOW)

    assert begin(series, text="another").state == "draft"


def test_an_address_that_begins_without_end_is_stopped(client: Client, series: SeriesPage) -> None:
    for number in range(services.MOST_DRAFTS):
        begin(series, text=str(number))

    answer = client.post(address(series), FIRST)

    assert answer.status_code == 422
    assert "never sent" in answer.content.decode()
    assert Contribution.objects.count() == services.MOST_DRAFTS


@pytest.mark.parametrize("fields", [{"call": ""}, {"call_until": date(2026, 11, 1)}])
def test_a_series_that_asks_for_nothing_takes_nothing(client: Client, fields: dict[str, Any]) -> None:
    series = place_call(**fields)

    with time_machine.travel(NOW):
        shown, sent = client.get(address(series)), client.post(address(series), FIRST)
        page = client.get(series.url).content.decode()

    assert "No texts are taken" in shown.content.decode()
    assert sent.status_code == 409
    assert "Two." in sent.content.decode()
    assert address(series) not in page
    assert not Contribution.objects.exists()


def test_a_series_that_is_not_public_is_no_address(client: Client, series: SeriesPage) -> None:
    hide(series)

    assert client.get(address(series)).status_code == 404
    assert client.get(f"{address(series)}sent/").status_code == 404


def test_its_writer_goes_on_and_sends_it(client: Client) -> None:
    begun = begin()
    photo = SimpleUploadedFile("mary.png", get_test_image_file("mary.png").file.getvalue())

    saved = client.post(begun.own_path, {**WHOLE, "text": "Three.", "do": "save"})
    sent = client.post(begun.own_path, {**WHOLE, "byline": "M. W.", "photo": photo, "agrees": "on", "do": "send"})

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

    answer = client.post(begun.own_path, {**WHOLE, "text": "Three.", "photo": photo, "do": "send"})

    begun.refresh_from_db()
    assert answer.status_code == 422
    assert "Tick that you wrote it" in answer.content.decode()
    assert (begun.state, begun.text) == ("draft", "Three.")
    assert begun.photo


@pytest.mark.parametrize("do", ["save", "send", "approve", "object", "nonsense", ""])
def test_what_the_editors_have_is_not_changed_by_its_writer(client: Client, do: str) -> None:
    sent = send()

    answer = client.post(
        sent.own_path, {**WHOLE, "text": "Other", "agrees": "on", "words": "x", "revision": 1, "do": do}
    )

    sent.refresh_from_db()
    is_typed = do in ("save", "send", "object")
    assert answer.status_code == (409 if is_typed else 303)
    assert ("What you typed" in answer.content.decode()) == is_typed
    assert (sent.state, sent.text) == ("sent", "One.\n\nTwo.")


def test_words_saved_from_a_second_window_after_sending_are_not_lost(client: Client) -> None:
    sent = send()

    answer = client.post(sent.own_path, {**WHOLE, "text": "Much better words", "do": "save"})

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
