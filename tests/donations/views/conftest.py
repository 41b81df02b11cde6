"""Stripe as the page of a monthly gift meets it."""

import pytest

from donations.models import Donation
from tests.factories.monthly import Subscriptions


@pytest.fixture
def stripe(first: Donation, monkeypatch: pytest.MonkeyPatch) -> Subscriptions:
    """Keeps what the page asks for, and fails when it is told to."""
    made = Subscriptions(first)
    monkeypatch.setattr("donations.views.monthly.get_gateway", lambda: made)
    return made
