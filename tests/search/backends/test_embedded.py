"""Wagtail's own searches, which stand on the embedded index as well."""

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client
from modelsearch.backends import get_search_backend
from modelsearch.query import MATCH_ALL, Not, Phrase, PlainText
from wagtail.models import Page

from pages.models import StandardPage
from tests.factories.hostile_text import HOSTILE
from tests.factories.pages import home, place

pytestmark = [pytest.mark.database, pytest.mark.django_db]

ADMIN_SEARCHES = [
    "/admin/pages/search/",
    "/admin/pages/search/results/",
    "/admin/choose-page/search/",
    "/admin/images/",
    "/admin/images/results/",
    "/admin/images/chooser/results/",
    "/admin/documents/",
    "/admin/documents/chooser/results/",
    "/admin/users/",
]


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(get_user_model().objects.create_superuser("ada", "ada@example.org", "correct horse"))
    return client


@pytest.mark.parametrize("address", [*ADMIN_SEARCHES, "explorer"])
def test_no_text_is_too_much_for_the_admin(admin: Client, address: str) -> None:
    place(StandardPage, "Hub")
    if address == "explorer":
        address = f"/admin/pages/{home().pk}/"

    answers = {}
    for name, text in HOSTILE.items():
        answers[name] = admin.get(address, {"q": text.encode("utf-8", "replace").decode()}).status_code

    assert answers == dict.fromkeys(HOSTILE, 200)


@pytest.mark.parametrize("text", ["caf", "Café", "café wyn", '"cafe yr wyn"', 'café "yr wyn"', "live:true cafe"])
def test_editors_find_pages_by_their_beginnings_and_by_phrases(admin: Client, text: str) -> None:
    place(StandardPage, "Café yr Ŵyn")

    assert "Café yr Ŵyn" in admin.get("/admin/pages/search/", {"q": text}).content.decode()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("orchard", ["Orchard", "Orchard and hedgerow"]),
        (PlainText("orchard “hedgerow”"), ["Orchard and hedgerow"]),
        (PlainText("orchard hedgerow", operator="or"), ["Hedgerow", "Orchard", "Orchard and hedgerow"]),
        (Phrase("and: HEDGEROW"), ["Orchard and hedgerow"]),
        (PlainText("orchard") & ~PlainText("hedgerow*"), ["Orchard"]),
        (PlainText("orchard") & PlainText('"'), ["Orchard", "Orchard and hedgerow"]),
        (PlainText("orchard") & Not(PlainText('"')), ["Orchard", "Orchard and hedgerow"]),
        (Phrase('"'), []),
        (MATCH_ALL, ["Hedgerow", "Orchard", "Orchard and hedgerow"]),
    ],
    ids=repr,
)
def test_questions_in_parts_are_made_safe_part_by_part(query: object, expected: list[str]) -> None:
    for title in ("Orchard", "Hedgerow", "Orchard and hedgerow"):
        place(StandardPage, title)

    found = get_search_backend().search(query, StandardPage)

    assert sorted(page.title for page in found) == expected


def test_the_index_can_be_made_anew() -> None:
    page = place(StandardPage, "Café")
    backend = get_search_backend()
    backend.reset_indexes()
    assert backend.best_pages("cafe", Page.objects.all(), limit=5) == []

    call_command("update_index", verbosity=0)

    assert backend.best_pages("cafe", Page.objects.all(), limit=5) == [page.pk]
