"""What Wagtail cannot read is answered 400 and logged; a bug of ours stays a 500."""

import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DataError
from django.http import HttpRequest
from django.test import Client, RequestFactory
from wagtail_localize.models import Translation, TranslationSource

from accounts.models import User
from cms.admin_input import UnreadableInputMiddleware
from pages.models import StandardPage
from tests.factories.pages import home, place, translate

TOO_LARGE = 2**63
CHOSEN = [
    f"/admin/{what}/chosen-multiple/?id={text}"
    for what in ("choose-page", "images/chooser", "documents/chooser")
    for text in ("%22", "+", "%00", "abc", TOO_LARGE)
]
FILTERS = [f"/admin/pages/{{home}}/?{name}={TOO_LARGE}" for name in ("content_type", "owner", "edited_by", "site")]

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(admin: Client) -> Client:
    admin.raise_request_exception = False
    return admin


@pytest.fixture
def translation() -> Translation:
    page = place(StandardPage, "About us", introduction="Who we are")
    translate(page, title="Amdanom ni")
    source, _ = TranslationSource.get_or_create_from_instance(page)
    return Translation.objects.create(source=source, target_locale=home("cy").locale)


@pytest.mark.parametrize("path", [*CHOSEN, *FILTERS, f"/admin/reports/site-history/?user={TOO_LARGE}"])
def test_a_query_that_cannot_be_read(browser: Client, caplog: pytest.LogCaptureFixture, path: str) -> None:
    home().save_revision(user=User.objects.get(), log_action=True)

    response = browser.get(path.format(home=home().pk))

    assert response.status_code == 400
    [logged] = [record for record in caplog.records if record.name == "cms.admin_input"]
    assert (logged.levelno, bool(logged.exc_info)) == (logging.ERROR, True)


@pytest.mark.parametrize(
    "more",
    [
        {"content_type": "application/json", "data": '{"value": "x"}'},
        {"content_type": "application/x-www-form-urlencoded"},
    ],
)
def test_a_translated_text_without_a_value(browser: Client, translation: Translation, more: dict[str, Any]) -> None:
    segment = translation.source.stringsegment_set.first()

    response = browser.put(f"/admin/localize/translate/{translation.pk}/strings/{segment.pk}/edit/", **more)

    assert response.status_code == 400


@pytest.mark.parametrize(
    "files",
    [{}, {"file": SimpleUploadedFile("a.po", b"")}, {"file": SimpleUploadedFile("a.po", b'msgid "a"\nmsgstr "b"\n')}],
)
def test_a_po_file_that_is_none(browser: Client, translation: Translation, files: dict[str, Any]) -> None:
    response = browser.post(f"/admin/localize/translate/{translation.pk}/pofile/upload/", files)

    assert response.status_code == 400


@pytest.mark.parametrize(
    "broken",
    [
        {"body-count": "x"},
        {"body-0-value": "not JSON"},
        {"body-0-order": "x"},
        {"social_image": "abc"},
    ],
)
def test_a_page_form_that_nobody_filled_in(browser: Client, broken: dict[str, str]) -> None:
    form = {
        "title": "About",
        "slug": "about",
        "introduction": "",
        "seo_title": "",
        "search_description": "",
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "text",
        "body-0-value": "null",
        "body-0-id": "",
        "social_image": "",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }

    response = browser.post(f"/admin/pages/add/pages/standardpage/{home().pk}/", {**form, **broken})

    assert response.status_code == 400
    assert not StandardPage.objects.exists()


def raised_by(function: Callable[[], Any]) -> Exception:
    try:
        function()
    except Exception as error:
        return error
    raise AssertionError


@pytest.mark.parametrize(
    ("path", "exception", "status"),
    [
        ("/admin/pages/?id=x", DataError("integer out of range"), 400),
        ("/admin/pages/?id=x", KeyError("id"), 400),
        ("/admin/pages/?id=x", TypeError("of another kind"), None),
        ("/admin/pages/", ValueError("nothing was sent"), None),
        ("/search/?q=x", ValueError("not the admin"), None),
        ("/admin/pages/?id=x", raised_by(lambda: int("x")), None),
    ],
)
def test_what_is_taken_for_unreadable(path: str, exception: Exception, status: int | None) -> None:
    """The last one was raised in our own code."""
    request: HttpRequest = RequestFactory().get(path)

    response = UnreadableInputMiddleware(lambda request: None).process_exception(request, exception)

    assert getattr(response, "status_code", None) == status
