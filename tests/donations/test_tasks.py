"""Work that does not wait for a request."""

import pytest

from donations import services, tasks
from donations.gateways.base import GatewayUnavailable


def test_a_payment_that_cannot_be_fetched_is_left_to_the_clock(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(**_: object) -> None:
        raise GatewayUnavailable("no answer")

    monkeypatch.setattr(services, "finish_event", fail)

    tasks.finish_event_later.call("evt_1")

    assert caplog.messages == ["The payment of event evt_1 could not be fetched: no answer"]
