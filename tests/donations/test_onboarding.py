"""The steps about Stripe."""

import pytest
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from donations.models import StripeEvent
from donations.onboarding import STRIPE_KEYS, STRIPE_WEBHOOK
from tests.factories.donations import NOW


@pytest.mark.parametrize(("is_sandbox", "done"), [(True, [False, False]), (False, [True, True])])
def test_an_event_of_the_sandbox_is_no_test_of_the_webhook(
    db: None, rf: RequestFactory, settings: Settings, is_sandbox: bool, done: list[bool]
) -> None:
    settings.STRIPE_SANDBOX = is_sandbox
    StripeEvent.objects.create(
        id="evt_1", type="charge.succeeded", livemode=False, created_at=NOW, received_at=NOW, payload="{}"
    )

    assert [step.is_done(rf.get("/admin/")) for step in (STRIPE_KEYS, STRIPE_WEBHOOK)] == done
