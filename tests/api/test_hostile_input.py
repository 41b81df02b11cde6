"""Whatever is sent to the API, it answers, and it never fails."""

import json
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.pages import place_crowdfund

PATHS = ["site", "pages", "pages/find", "pages/1", "crowdfunds", "crowdfunds/hub", "search"]
NAMES = ["type", "locale", "parent", "limit", "offset", "path", "q", "owner", "fields", "order", "live"]
TRICKS = ["", "'", '"', "%", "*", "(", "\\", "AND", "OR 1=1", "\x00", "-1", "1e9", "NaN", "٣", "𝟙", "None", "null"]
TRICKS += [
    "true",
    "../",
    "//",
    "//[",
    "/a;b",
    "/\udcff",
    "/%zz",
    "en",
    "cy",
    "20",
    str(2**63),
    "1" * 5_000,
    "\U0010ffff",
]

values = st.sampled_from(TRICKS) | st.text(max_size=30) | st.integers().map(str)
queries = st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=10), values, max_size=4)
scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
bodies = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["amount_minor", "locale", "source", "status"]) | st.text(max_size=5), inner)
    ),
    max_leaves=8,
)
relaxed = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)


def assert_sound(response: Any) -> None:
    assert response.status_code < 500
    if response.status_code >= 400:
        assert response.headers["Content-Type"] == "application/problem+json"
        assert response.json()["status"] == response.status_code


def encodable(query: dict[str, str]) -> dict[str, bytes]:
    return {name: value.encode(errors="surrogateescape") for name, value in query.items()}


@pytest.fixture
def hub() -> None:
    place_crowdfund("Hub", slug="hub")


@relaxed
@given(path=st.sampled_from(PATHS), query=queries)
def test_no_parameter_breaks_a_read(client: Client, hub: None, path: str, query: dict[str, str]) -> None:
    assert_sound(client.get(f"/api/v1/{path}", encodable(query)))


@relaxed
@given(body=bodies.map(json.dumps) | st.text(max_size=30), key=st.none() | st.text(max_size=200))
def test_no_body_breaks_a_checkout(client: Client, hub: None, body: str, key: str | None) -> None:
    headers = {"HTTP_IDEMPOTENCY_KEY": key} if key is not None else {}

    path = "/api/v1/crowdfunds/hub/checkout"

    assert_sound(client.post(path, body.encode(errors="replace"), content_type="application/json", **headers))


@relaxed
@given(path=st.text(max_size=30))
def test_no_path_breaks_the_api(client: Client, path: str) -> None:
    assert_sound(client.get("/api/v1/" + path.replace("?", "").replace("#", "")))
