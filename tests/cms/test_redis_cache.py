"""Redis that is dead or says nothing: everything goes on, uncounted and not kept, and quickly."""

import socket
import time
from collections.abc import Iterator
from unittest.mock import ANY

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache, caches
from django.test import Client
from pytest_django import Settings

from cms import redis_cache
from donations.models import Donation
from settings.caches import on_redis
from tests.factories.pages import place_crowdfund


@pytest.fixture(params=["dead", "silent"])
def gone(request: pytest.FixtureRequest, settings: Settings) -> Iterator[str]:
    """No Redis: nobody listens at its address, or somebody takes the connection and says nothing."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        if request.param == "silent":
            listener.listen()
        redis_cache._left_alone_until.clear()
        settings.CACHES = on_redis(f"redis://127.0.0.1:{listener.getsockname()[1]}/0")
        yield request.param
    redis_cache._left_alone_until.clear()


def test_every_question_is_answered_as_if_nothing_were_kept(gone: str) -> None:
    cache.set("a", 1)
    cache.set_many({"a": 1})
    cache.delete_many(["a"])

    answers = [
        cache.get("a"),
        cache.get("a", 7),
        cache.get_many(["a"]),
        cache.add("a", 1),
        cache.touch("a"),
        "a" in cache,
    ]
    assert answers == [None, 7, {}, True, False, False]
    assert (cache.delete("a"), cache.clear()) == (False, False)
    with pytest.raises(ValueError, match="not found"):
        cache.incr("a")


def test_it_is_asked_once_and_then_left_alone_for_a_while(
    gone: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    began = time.monotonic()
    for _ in range(20):
        cache.get("a")
        caches["responses"].get("a")

    assert time.monotonic() - began < 2
    assert [(record.levelname, record.getMessage()) for record in caplog.records] == [("ERROR", ANY)]
    assert "Redis does not answer" in caplog.text

    monkeypatch.setattr(time, "monotonic", lambda: began + 60)
    cache.get("a")
    assert len(caplog.records) == 2


def test_the_site_is_read(gone: str, client: Client, db: None) -> None:
    crowdfund = place_crowdfund(slug="hub")

    answers = [client.get(path) for path in ("/hub/", f"/api/v1/pages/{crowdfund.pk}", "/search/?q=hub", "/give/hub/")]

    assert [answer.status_code for answer in answers] == [200] * 4
    assert client.get("/readyz").json()["checks"]["cache"] == "does not keep what it is given"


def test_people_sign_in_and_give_uncounted(gone: str, client: Client, db: None) -> None:
    place_crowdfund(slug="hub")
    get_user_model().objects.create_superuser("ada", "ada@example.org", "correct horse")

    given = client.post("/give/hub/", {"other": "5"})
    wrong = client.post("/accounts/login/", {"login": "ada", "password": "wrong"})
    right = client.post("/accounts/login/", {"login": "ada", "password": "correct horse"})

    assert (given.status_code, wrong.status_code, right.status_code) == (303, 200, 302)
    assert Donation.objects.count() == 1


def test_a_redis_that_is_there_keeps_and_counts(redis_url: str, settings: Settings) -> None:
    redis_cache._left_alone_until.clear()
    settings.CACHES = on_redis(redis_url)
    cache.delete_many(["a", "b"])

    assert (cache.add("a", 1, 9), cache.add("a", 1, 9), cache.incr("a"), cache.get("a")) == (True, False, 2, 2)
    cache.set("b", {"kept": True}, 9)
    assert (cache.get("b"), caches["responses"].get("b")) == ({"kept": True}, None)
    with pytest.raises(ValueError, match="not found"):
        cache.incr("missing")
    cache.delete_many(["a", "b"])
