"""What holds for every address of the API: problems, methods, other sites' pages, what is unknown."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.factories.pages import place_crowdfund

READS = ["/site", "/pages", "/pages/find", "/pages/1", "/crowdfunds", "/crowdfunds/hub", "/search"]


def assert_problem(response: Any, status: int, code: str) -> None:
    assert response.headers["Content-Type"] == "application/problem+json"
    assert (response.status_code, response.json()["status"]) == (status, status)
    assert response.json()["type"] == f"urn:problem-type:hustings:{code}"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/nothing", "/pages/", "/pages/x", f"/pages/{2**63}", "/pages/-1"])
def test_what_is_not_there_is_a_problem(client: Client, path: str) -> None:
    assert_problem(client.get(f"/api/v1{path}", follow=True), 404, "not-found")


def test_the_root_leads_to_the_docs(client: Client) -> None:
    assert client.get("/api/v1/").headers["Location"] == "/api/v1/docs"


def test_whatever_is_sent_to_no_address_is_a_problem(client: Client) -> None:
    assert_problem(client.post("/api/v1/nothing", {"a": "b"}), 404, "not-found")


@pytest.mark.parametrize("path", READS)
def test_an_unknown_parameter_is_refused_and_named(client: Client, path: str) -> None:
    response = client.get(f"/api/v1{path}", {"nonsense": "1", "date__gte": "2026"})

    assert_problem(response, 422, "invalid-request")
    assert [error["name"] for error in response.json()["errors"]] == ["nonsense", "date__gte"]


def test_an_unknown_parameter_of_a_checkout_is_refused(client: Client) -> None:
    response = client.post("/api/v1/crowdfunds/hub/checkout?amount=5", "{}", content_type="application/json")

    assert_problem(response, 422, "invalid-request")


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/pages?limit=x", "limit"),
        ("/pages?limit=0", "limit"),
        ("/pages?limit=101", "limit"),
        (f"/pages?offset={2**63}", "offset"),
        ("/pages?offset=-1", "offset"),
        ("/pages?type=folder", "type"),
        ("/pages?locale=fr", "locale"),
        ("/pages?parent=home", "parent"),
        ("/pages/find", "path"),
        ("/pages/find?path=%00", "path"),
        ("/pages/find?path=/%00/", "path"),
        ("/pages/find?path=//[/", "path"),
        ("/crowdfunds?locale=", "locale"),
        ("/search", "q"),
        ("/search?q=", "q"),
        ("/search?q=%00", "q"),
        (f"/search?q={'x' * 201}", "q"),
    ],
)
def test_a_malformed_parameter_is_refused_and_named(client: Client, path: str, name: str) -> None:
    response = client.get(f"/api/v1{path}")

    assert_problem(response, 422, "invalid-request")
    assert [error["name"] for error in response.json()["errors"]] == [name]


def test_more_parameters_than_anybody_means_are_refused(client: Client) -> None:
    assert_problem(client.get("/api/v1/pages?" + "&".join(f"p{n}=1" for n in range(51))), 422, "invalid-request")
    assert_problem(client.get("/api/v1/pages?" + "a=1&" * 1_500), 400, "malformed-request")


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("post", "/pages", "GET, HEAD, OPTIONS"),
        ("delete", "/crowdfunds/hub", "GET, HEAD, OPTIONS"),
        ("get", "/crowdfunds/hub/checkout", "OPTIONS, POST"),
        ("put", "/openapi.json", "GET, HEAD, OPTIONS"),
    ],
)
def test_a_method_that_does_not_fit_is_a_problem(client: Client, method: str, path: str, allowed: str) -> None:
    response = getattr(client, method)(f"/api/v1{path}")

    assert_problem(response, 405, "method-not-allowed")
    assert response.headers["Allow"] == allowed


@pytest.mark.parametrize(
    "path",
    [
        "/site?locale=cy",
        "/pages",
        "/pages/find?path=/hub/",
        "/pages/{id}",
        "/crowdfunds",
        "/crowdfunds/hub",
        "/search?q=hub",
        "/openapi.json",
        "/docs",
    ],
)
def test_head_answers_as_get_without_the_body(client: Client, path: str) -> None:
    address = "/api/v1" + path.format(id=place_crowdfund("Hub", slug="hub").pk)
    read = client.get(address)

    head = client.head(address)

    assert (read.status_code, head.status_code, head.content) == (200, 200, b"")
    assert told_of(head) == told_of(read)
    assert read.headers["ETag"]


def told_of(response: Any) -> dict[str, str]:
    return {name: value for name, value in response.headers.items() if name != "X-Request-Id"}


def test_head_of_what_is_not_there_is_not_found(client: Client) -> None:
    assert client.head("/api/v1/nothing").status_code == 404


def test_pages_of_other_sites_may_read(client: Client) -> None:
    response = client.get("/api/v1/crowdfunds", headers={"Origin": "https://elsewhere.example"})

    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response.headers


def test_pages_of_other_sites_may_open_a_checkout(client: Client) -> None:
    place_crowdfund("Hub", slug="hub")
    asked = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "POST"}

    preflight = client.options("/api/v1/crowdfunds/hub/checkout", headers=asked)
    response = client.post(
        "/api/v1/crowdfunds/hub/checkout",
        {"amount_minor": 500},
        content_type="application/json",
        headers={"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"},
    )

    assert (preflight.status_code, preflight.headers["Access-Control-Allow-Methods"]) == (204, "OPTIONS, POST")
    assert preflight.headers["Access-Control-Allow-Headers"] == "Content-Type, Idempotency-Key"
    assert (response.status_code, response.headers["Access-Control-Allow-Origin"]) == (201, "*")


def test_an_error_of_ours_tells_nothing(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> HttpResponse:
        raise RuntimeError("the password is hunter2")

    monkeypatch.setattr("api.routers.pages.public_tree", fail)

    response = client.get("/api/v1/pages")

    assert_problem(response, 500, "internal-error")
    assert "hunter2" not in response.content.decode()
    assert "hunter2" in caplog.text


def test_the_description_is_read_in_one_query_when_it_is_warm(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = client.get("/api/v1/openapi.json")

    assert (first.status_code, first.json()["openapi"]) == (200, "3.1.0")
    with django_assert_num_queries(1):
        assert client.get("/api/v1/openapi.json", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
