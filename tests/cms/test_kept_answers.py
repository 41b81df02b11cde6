"""What readers get from the response cache: 304, answers of their own, values kept in the process."""

import itertools
from collections.abc import Callable

import pytest
from django.core.cache import cache, caches
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from cms import caching
from pages.models import StandardPage

Publish = Callable[..., StandardPage]


def test_a_kept_page_answers_304(client: Client, publish: Publish) -> None:
    publish("About us", slug="about")
    etag = client.get("/about/").headers["ETag"]

    assert client.get("/about/", headers={"If-None-Match": etag}).status_code == 304


def test_what_a_signed_in_editor_sees_is_for_nobody_else(admin: Client, publish: Publish) -> None:
    publish("About us", slug="about")

    signed_in = admin.get("/about/")
    anonymous = Client().get("/about/")

    assert signed_in.headers["Cache-Control"] == "private, no-store"
    assert b"wagtail-userbar" in signed_in.content
    assert b"wagtail-userbar" not in anonymous.content
    assert "Cookie" not in anonymous.headers.get("Vary", "")
    assert "no-store" in admin.get("/admin/").headers["Cache-Control"]


def test_a_value_is_kept_in_the_process_until_its_tag_is_purged(db: None) -> None:
    caching.purge("a")
    built = iter(range(10))

    values = [caching.kept("number", "a", lambda: next(built)) for _ in range(2)]
    caching.purge("a")
    values.append(caching.kept("number", "a", lambda: next(built)))

    assert values == [0, 0, 1]


def test_an_empty_cache_answers_like_a_full_one(client: Client, publish: Publish) -> None:
    publish("About us", slug="about")
    first = client.get("/about/")

    caches[caching.RESPONSES].clear()

    assert client.get("/about/").content == first.content


@pytest.mark.parametrize(
    ("query", "asked"), [("limit=1", [b"1", b"1"]), ("limit=1&limit=1", [b"1", b"2"]), ("a&a=", [b"1", b"2"])]
)
def test_an_answer_is_not_kept_once_for_each_way_to_repeat_a_parameter(
    db: None, rf: RequestFactory, query: str, asked: list[bytes]
) -> None:
    count = itertools.count(1)

    def view(request: HttpRequest) -> HttpResponse:
        caching.tag_response(request, caching.CONTENT)
        return HttpResponse(str(next(count)))

    answer = caching.ResponseCacheMiddleware(view)

    assert [answer(rf.get("/api/v1/pages", QUERY_STRING=query)).content for _ in range(2)] == asked


@pytest.mark.parametrize("path", ["/api/v1/openapi.json", "/api/v1/docs"])
def test_no_flood_of_answers_pushes_out_what_limits_count(client: Client, db: None, path: str) -> None:
    cache.set("limit", 9)

    statuses = {client.get(path, {"x": number}).status_code for number in range(5)}
    for number in range(600):
        caches[caching.RESPONSES].set(str(number), "kept")

    assert statuses == {422}
    assert cache.get("limit") == 9
    assert sum(caches[caching.RESPONSES].has_key(str(number)) for number in range(600)) <= 500
    assert client.get(path).status_code == 200
