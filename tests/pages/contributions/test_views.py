"""The call of a series and its form, as those see it who begin a contribution."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts import unconfirmed
from cms.models import OutgoingMail
from pages.contributions import services
from pages.models import Contribution, SeriesPage
from tests.factories.contributions import (
    EMAIL,
    NOW,
    WORDS,
    begin,
    place_call,
    word_file,
)
from tests.factories.pages import hide

pytestmark = pytest.mark.django_db
FIRST = {**WORDS, "email": EMAIL}


@pytest.fixture
def series() -> SeriesPage:
    return place_call()


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
    drafts = [begin(series, text=str(number)) for number in range(unconfirmed.MOST)]
    services.withdraw(public_id=drafts[0].public_id, now=NOW)

    assert begin(series, text="another").state == "draft"


def test_an_address_that_begins_without_end_is_stopped(client: Client, series: SeriesPage) -> None:
    for number in range(unconfirmed.MOST):
        begin(series, text=str(number))

    with time_machine.travel(NOW):
        answer = client.post(address(series), FIRST)
    with time_machine.travel(NOW + timedelta(days=1)):
        next_day = client.post(address(series), FIRST)

    assert (answer.status_code, next_day.status_code) == (422, 302)
    assert "never sent" in answer.content.decode()
    assert Contribution.objects.count() == unconfirmed.MOST + 1


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
