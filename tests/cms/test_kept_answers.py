"""What readers get from the response cache: 304, answers of their own, values kept in the process."""

from collections.abc import Callable

from django.core.cache import cache
from django.test import Client

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

    cache.clear()

    assert client.get("/about/").content == first.content
