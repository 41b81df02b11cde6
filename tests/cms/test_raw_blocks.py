"""Whatever lies in the database where a body should be, the page stands it, and so does the API."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from pages.models import StandardPage
from tests.factories.pages import place

pytestmark = pytest.mark.django_db

VALID = {"type": "text", "value": "<p>Still here</p>", "id": "1"}
KINDS = [
    *("text", "quote", "image", "video", "call_to_action", "crowdfund", "events", "sign_up", "heading", "accordion"),
    *("table", "related_reads", "gallery", "embed", "document", "people"),
]
WRONG: list[Any] = [None, True, 7, 10**30, 0.5, "words", [], {}, [[]], [{}], {"x": {}}, "\ud800"]
TABLES: list[Any] = [
    {"columns": [{"type": "words", "heading": "A"}], "rows": [{"values": []}]},
    {"columns": [{"type": "x", "heading": 1}], "rows": 3},
    {"columns": [{"type": "words", "heading": "A"}], "rows": [{"values": [{}]}]},
]


def nested(depth: int) -> Any:
    value: Any = "x"
    for _ in range(depth):
        value = {"value": [value], "type": "text"}
    return value


BODIES: dict[str, Any] = {
    "no list": {"type": "text", "value": "x"},
    "a number": 7,
    "words": "words",
    "no blocks": [1, None, "x", [VALID]],
    "an unknown block": [{"type": "script", "value": "alert(1)"}, {"value": 1}, {"type": ["text"]}],
    "each with each wrong value": [{"type": kind, "value": wrong} for kind in KINDS for wrong in WRONG],
    "a wrong id": [{**VALID, "id": wrong} for wrong in WRONG],
    "one id for all": [VALID] * 3,
    "broken tables": [{"type": "table", "value": {"table": table}} for table in TABLES],
    "a day that there is not": [
        {"type": "events", "value": {"heading": "x", "number": -5, "hub": "1", "topic": 10**40}}
    ],
    "depth 100": [nested(100), {"type": "accordion", "value": {"sections": [nested(100)]}}],
    "a large text": [{"type": "quote", "value": {"quote": "x" * 5_000_000}}],
}


def store(page: StandardPage, body: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE pages_standardpage SET body = %s WHERE page_ptr_id = %s", [json.dumps(body), page.pk])


@pytest.mark.parametrize("what", BODIES)
def test_the_page_and_the_api_answer(client: Client, what: str) -> None:
    page = place(StandardPage, "A page")
    body = BODIES[what]
    store(page, [*body, VALID] if isinstance(body, list) else body)

    html, told = client.get(page.url), client.get(f"/api/v1/pages/{page.pk}")

    assert (html.status_code, told.status_code) == (200, 200)
    assert ("<p>Still here</p>" in html.content.decode()) == isinstance(body, list)
    ids = [each["id"] for each in told.json()["body"]]
    assert len(set(ids)) == len(ids)


def test_an_editor_can_still_open_the_page(admin: Client) -> None:
    page = place(StandardPage, "A page")
    store(page, [each for body in BODIES.values() if isinstance(body, list) for each in body if body is not None][:200])
    StandardPage.objects.get(pk=page.pk).save_revision(clean=False)

    assert admin.get(f"/admin/pages/{page.pk}/edit/").status_code == 200


@pytest.mark.parametrize(
    "sent",
    [
        {"body-count": "x"},
        {"body-count": "1"},
        {"body-count": "1", "body-0-type": "script", "body-0-deleted": "", "body-0-order": "0", "body-0-value": "x"},
        {"body-count": "1", "body-0-type": "text", "body-0-deleted": "", "body-0-order": "0", "body-0-value": "{"},
        {"body-count": "1", "body-0-type": "text", "body-0-deleted": "", "body-0-order": "0", "body-0-value": "[]"},
        {"body-count": "1", "body-0-type": "text", "body-0-deleted": "", "body-0-order": "x", "body-0-value": "null"},
        {"body-count": str(10**30)},
    ],
)
def test_a_broken_form_is_refused(admin: Client, sent: dict[str, str]) -> None:
    page = place(StandardPage, "A page")

    answer = admin.post(f"/admin/pages/{page.pk}/edit/", {"title": "A page", "slug": "a-page", **sent})

    assert 200 <= answer.status_code < 500
    assert StandardPage.objects.get(pk=page.pk).get_latest_revision_as_object().title == "A page"
