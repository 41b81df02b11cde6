"""A crowdfund to give to, and a Stripe of one's own behind the real gateway for each test."""

import json
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
import stripe
from django.contrib.auth.models import Group
from django.http import HttpResponse
from django.test import Client
from pytest_django.fixtures import Settings

from accounts.models import User
from donations import webhooks
from donations.gateways import get_gateway
from donations.gateways.base import Gateway
from donations.models import Crowdfund, Donation, RecurringDonation
from tests.factories.donations import make_crowdfund, signature_of
from tests.factories.letters import WANTED, Letters
from tests.factories.monthly import begin_monthly


@pytest.fixture
def crowdfund(db: None) -> Crowdfund:
    return make_crowdfund()


@pytest.fixture
def first(crowdfund: Crowdfund) -> Donation:
    """The first payment of a monthly gift of £10."""
    return begin_monthly(crowdfund)


@pytest.fixture
def gift(first: Donation) -> RecurringDonation:
    """The monthly gift that it began."""
    return RecurringDonation.objects.get()


@pytest.fixture
def stripe_gateway(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Gateway:
    """The gateway of the settings over an empty sandbox, whose webhooks come in as they do on the site."""
    settings.SANDBOX_DATABASE = tmp_path / "sandbox.sqlite3"
    monkeypatch.setattr(stripe.HTTPClient, "INITIAL_DELAY", 0)  # The SDK waits between its tries.
    return get_gateway()


Deliver = Callable[..., HttpResponse]
SignIn = Callable[[str], Client]


@pytest.fixture
def deliver(client: Client) -> Deliver:
    """Brings a body to the webhook, signed unless a signature is given."""

    def deliver(body: bytes, signature: str | None = None, **extra: object) -> HttpResponse:
        header = signature_of(body) if signature is None else signature
        return client.post(
            "/webhooks/stripe/", body, content_type="application/json", headers={"stripe-signature": header}, **extra
        )

    return deliver


@pytest.fixture
def sign_in(db: None) -> SignIn:
    """Gives a browser in which a member of a group is signed in, or an administrator: `sign_in("administrators")`."""

    def sign_in_as(group: str) -> Client:
        user = User.objects.create_user("sam", "sam@example.org", is_superuser=group == "administrators")
        user.groups.set(Group.objects.filter(name=group))
        browser = Client()
        browser.force_login(user)
        return browser

    return sign_in_as


@pytest.fixture
def letters(stripe_gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> Letters:
    """What Stripe sends lies here, in order, until a test brings it."""
    sent: Letters = []

    def keep(body: bytes, signature: str) -> int:
        if json.loads(body)["type"] in WANTED:
            sent.append(body)
        return 200

    monkeypatch.setattr("donations.sandbox.delivery.send", keep)
    return sent


@pytest.fixture
def many_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Webhooks are taken in as by many processes, where only the database keeps them apart."""
    monkeypatch.setattr(webhooks, "_gate", threading.Semaphore(99))
