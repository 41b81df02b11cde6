"""How often a checkout may be opened."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from donations.throttling import TooManyCheckouts, client_address, count_checkout, keyed_hash, may_ask_stripe
from tests.factories.donations import NOW


def test_only_as_many_proxies_are_believed_as_there_are(rf: RequestFactory, settings: Settings) -> None:
    request = rf.get("/", REMOTE_ADDR="10.0.0.1", headers={"x-forwarded-for": "1.1.1.1, 2.2.2.2 ,3.3.3.3"})

    seen = []
    for settings.TRUSTED_PROXY_COUNT in range(5):
        seen.append(client_address(request))

    assert seen == ["10.0.0.1", "3.3.3.3", "2.2.2.2", "1.1.1.1", "10.0.0.1"]


def test_without_a_proxy_s_word_the_connection_tells(rf: RequestFactory, settings: Settings) -> None:
    settings.TRUSTED_PROXY_COUNT = 1

    assert client_address(rf.get("/", REMOTE_ADDR="10.0.0.1", headers={"x-forwarded-for": " , "})) == "10.0.0.1"


def test_an_address_may_try_so_often_in_each_minute(rf: RequestFactory, settings: Settings) -> None:
    settings.CHECKOUTS_PER_ADDRESS_PER_MINUTE = 3
    request, other = rf.post("/", REMOTE_ADDR="192.0.2.1"), rf.post("/", REMOTE_ADDR="192.0.2.2")
    for _ in range(3):
        count_checkout(request, NOW)

    with pytest.raises(TooManyCheckouts):
        count_checkout(request, NOW)
    count_checkout(other, NOW)
    count_checkout(request, NOW + timedelta(minutes=1))


def test_a_subscriber_s_many_addresses_are_one(rf: RequestFactory, settings: Settings) -> None:
    settings.CHECKOUTS_PER_ADDRESS_PER_MINUTE = 1
    count_checkout(rf.post("/", REMOTE_ADDR="2001:db8:1:2::1"), NOW)

    with pytest.raises(TooManyCheckouts):
        count_checkout(rf.post("/", REMOTE_ADDR="2001:db8:1:2:ffff::9"), NOW)
    count_checkout(rf.post("/", REMOTE_ADDR="2001:db8:1:3::1"), NOW)


def test_too_many_from_everywhere_raise_one_alert_and_refuse_nobody(
    db: None, rf: RequestFactory, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.CHECKOUTS_PER_MINUTE_ALERT = 5

    for number in range(20):
        count_checkout(rf.post("/", REMOTE_ADDR=f"192.0.2.{number}"), NOW)

    assert [record.getMessage() for record in caplog.records if record.levelname == "ERROR"] == [
        "5 checkouts within a minute: somebody may be trying out cards"
    ]


def test_when_the_cache_is_gone_giving_goes_on(
    rf: RequestFactory, settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    settings.CHECKOUTS_PER_ADDRESS_PER_MINUTE = 1

    def gone(*_: object) -> None:
        raise ConnectionError

    monkeypatch.setattr(cache, "add", gone, raising=False)

    for _ in range(3):
        count_checkout(rf.post("/"), NOW)
        assert may_ask_stripe("d-1")

    assert "Checkouts are not counted" in caplog.text


def test_an_address_s_hash_needs_our_secret(settings: Settings) -> None:
    ours = keyed_hash("192.0.2.1")
    assert ours == keyed_hash("192.0.2.1")

    settings.SECRET_KEY = "another"

    assert ours != keyed_hash("192.0.2.1")
