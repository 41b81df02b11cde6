"""The published description of the API: committed, complete, and sound in itself."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from django.conf import settings
from django.test import Client

from api.parameters import Language
from api.schemas.donations import DonationState
from donations.models import Donation

SNAPSHOT = Path(__file__).resolve().parents[2] / "api/openapi.json"
WRITE = "manage.py export_openapi_schema --api api.urls.api --indent 2 --output api/openapi.json"
SAYING_ALL = {
    *("errors", "first_published_at", "heading", "height", "id", "items", "label", "last_published_at"),
    *("locale", "message", "quote", "speaker", "status", "title", "type", "width"),
}
"""Fields that need no description."""


@pytest.fixture(scope="module")
def committed() -> Any:
    return json.loads(SNAPSHOT.read_text())


def operations(schema: Any) -> Iterator[tuple[str, Any]]:
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            yield f"{method} {path}", operation


@pytest.mark.django_db
def test_what_is_served_is_what_is_committed(client: Client, committed: Any) -> None:
    assert client.get("/api/v1/openapi.json").json() == committed, f"A change on purpose is written by {WRITE}"


def test_the_addresses_that_front_ends_rely_on_are_there(committed: Any) -> None:
    assert committed["openapi"] == "3.1.0"
    assert [name for name, _ in operations(committed)] == [
        "get /api/v1/site",
        "get /api/v1/pages",
        "get /api/v1/pages/find",
        "get /api/v1/pages/{page_id}",
        "get /api/v1/pages/{page_id}/comments",
        "post /api/v1/pages/{page_id}/comments",
        "post /api/v1/pages/{page_id}/contributions",
        "post /api/v1/pages/{page_id}/sign-ups/{block_id}",
        "get /api/v1/posts",
        "get /api/v1/crowdfunds",
        "get /api/v1/crowdfunds/{slug}",
        "get /api/v1/crowdfunds/{slug}/ledger",
        "get /api/v1/crowdfunds/{slug}/supporters",
        "post /api/v1/crowdfunds/{slug}/checkout",
        "get /api/v1/hubs",
        "get /api/v1/hubs/{slug}",
        "post /api/v1/hubs/{slug}/followers",
        "get /api/v1/events",
        "get /api/v1/events/{slug}",
        "get /api/v1/events/{slug}/dates/{day}/sign-ups",
        "post /api/v1/events/{slug}/dates/{day}/sign-ups",
        "get /api/v1/topics",
        "get /api/v1/meetings-wanted",
        "post /api/v1/meetings-wanted",
        "get /api/v1/search",
    ]


def test_every_operation_says_what_it_does(committed: Any) -> None:
    for name, operation in operations(committed):
        assert operation["description"], name
        assert operation["summary"] != operation["operationId"].replace("_", " ").title(), name


def test_every_operation_says_how_it_answers(committed: Any) -> None:
    answers = {name: operation["responses"] for name, operation in operations(committed)}

    for name, told in answers.items():
        assert {"400", "422", "500", "503"} <= told.keys(), name
        assert ("304" in told) == name.startswith("get"), name
        for status, answer in told.items():
            kind = "application/problem+json" if int(status) >= 400 else "application/json"
            assert list(answer.get("content", {})) == ([] if status in ("302", "304") else [kind]), name
    assert [name for name, told in answers.items() if "302" in told] == ["get /api/v1/pages/find"]
    assert "413" in answers["post /api/v1/crowdfunds/{slug}/checkout"]


def test_every_parameter_is_described(committed: Any) -> None:
    parameters = [(name, each) for name, operation in operations(committed) for each in operation["parameters"]]

    assert [(name, each["name"]) for name, each in parameters if not each.get("description")] == []


def test_every_field_is_described_unless_its_name_says_all(committed: Any) -> None:
    bare = {
        name
        for schema in committed["components"]["schemas"].values()
        for name, field in schema["properties"].items()
        if "description" not in field and "$ref" not in field
    }

    assert bare == SAYING_ALL


def test_the_states_of_a_checkout_are_those_of_a_donation() -> None:
    assert get_args(DonationState) == tuple(Donation.State.values)


def test_every_reference_leads_to_a_schema(committed: Any) -> None:
    named = set(re.findall(r'"#/components/schemas/(\w+)"', SNAPSHOT.read_text()))

    assert named - committed["components"]["schemas"].keys() == set()


def test_pages_and_blocks_are_told_apart_by_their_type(committed: Any) -> None:
    page = committed["paths"]["/api/v1/pages/{page_id}"]["get"]["responses"]["200"]["content"]["application/json"]
    blocks = committed["components"]["schemas"]["StandardPage"]["properties"]["body"]["items"]

    assert page["schema"]["discriminator"]["propertyName"] == "type"
    assert blocks["discriminator"]["propertyName"] == "type"


def test_the_languages_are_those_of_the_site() -> None:
    assert set(get_args(Language)) == {code for code, _ in settings.LANGUAGES}
