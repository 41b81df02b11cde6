"""Wagtail's editor on every type of page: it opens, shows what is written as readers would see it, and keeps it."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from api.links import TYPES
from tests.factories.full_pages import PAGES
from tests.factories.page_form import editor_of, form_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_media(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def autosave(browser: Client, page: Any, sent: Any) -> dict[str, Any]:
    """As the editor's script does it while somebody writes."""
    kept: dict[str, Any] = browser.post(editor_of(page), sent, headers={"accept": "application/json"}).json()
    return kept


@pytest.mark.parametrize("kind", PAGES)
def test_what_is_written_is_previewed_and_kept_and_nothing_public_changes(
    client: Client, admin_client: Client, kind: str
) -> None:
    page = PAGES[kind]()
    before = client.get(page.url).content
    sent = form_of(admin_client, page, title="Zebra crossing")

    valid = admin_client.post(f"{editor_of(page)}preview/", sent).json()
    preview = admin_client.get(f"{editor_of(page)}preview/").content.decode()
    kept = autosave(admin_client, page, sent)
    sent["overwrite_revision_id"], sent["title"] = str(kept["revision_id"]), "Zebra crossings"
    again = autosave(admin_client, page, sent)

    now = type(page).objects.get(pk=page.pk)
    assert valid == {"is_valid": True, "is_available": True}
    assert "Zebra crossing" in preview
    assert "<p>Some words.</p>" in preview.replace("\n", "")
    assert (kept["success"], again["revision_id"]) == (True, kept["revision_id"])
    assert (now.title, now.live_revision_id) == (page.title, page.live_revision_id)
    assert now.get_latest_revision_as_object().title == "Zebra crossings"
    assert client.get(page.url).content == before


def test_no_type_is_left_out() -> None:
    assert len(PAGES) == len(TYPES)
