"""Work that does not wait for a request."""

import pytest

from donations import services, tasks
from donations.gateways.base import GatewayUnavailable


@pytest.mark.parametrize("error", [GatewayUnavailable("no answer"), services.PaymentUnknown("pi_1")])
def test_a_payment_that_cannot_be_fetched_is_left_to_reconcile(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    def fail(**_: object) -> None:
        raise error

    monkeypatch.setattr(services, "sync_payment", fail)

    tasks.sync_payment_later.call("pi_1")

    assert caplog.messages == [f"Payment pi_1 could not be fetched: {error}"]
