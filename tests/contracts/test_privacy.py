"""Personal data appears nowhere in public: no page, API, cache, search index, log or error tells who gave."""

import json
import re
from collections import deque
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import stripe
from django.apps import apps
from django.core.cache import caches
from django.db import models
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from donations.models import Donation, RefundRequest, SupporterMessage
from tests.factories.canaries import keep_of_a_donor, keep_of_somebody
from tests.factories.donations import charge_body, signature_of
from tests.factories.pages import place_crowdfund

CANARIES = (
    "canary-says",
    "canary-mail",
    "canary-card",
    "canary-home",
    "canary-words",
    "canary-cheque",
    "canary-pledge",
    "canary-waits",
    "canary-comes",
    "canary-follows",
    "canary-wants",
    "canary-signs-up",
    "canary-contributes",
)
MAIL = "Canary-Mail@example.org"
NAMED = "A teacher from Frome"

MAY_HOLD = {
    *("Donor.email", "Donor.name", "StripeEvent.payload", "OutgoingMail.to"),
    *("PermissibilityCheck.full_name", "PermissibilityCheck.address", "OfflineGift.payer_name"),
    *("Pledge.name", "Pledge.email", "RefundRequest.words", "SupporterMessage.public_name"),
    *("SignUp.name", "SignUp.email", "SignUp.answers", "Follower.email", "Subscriber.name", "Subscriber.email"),
    *("Contribution.name", "Contribution.email", "Contribution.text"),
    *("MeetingWish.name", "MeetingWish.email", "MeetingWish.where", "MeetingWish.who", "MeetingWish.how"),
    "Commenter.email",
}
"""The columns that hold what donors, guests, followers and subscribers told, and no other may."""

FIRST = [
    "/stories/a-post/",
    *("/", "/cy/", "/hub/", "/give/hub/", "/cy/give/hub/", "/give/hub/ledger/", "/give/hub/ledger.csv"),
    *("/give/hub/supporters/", "/give/hub/updates/", "/embed/crowdfunds/hub", "/nothing/", "/sitemap.xml"),
    *("/robots.txt", "/.well-known/security.txt", "/readyz", "/healthz", "/login/", "/search/", "/search/?q=teacher"),
    *("/api/v1/site", "/api/v1/pages", "/api/v1/crowdfunds", "/api/v1/crowdfunds/hub", "/api/v1/openapi.json"),
    *("/api/v1/crowdfunds/hub/ledger", "/api/v1/crowdfunds/hub/supporters", "/api/v1/pages/find?path=/hub/"),
    *("/meetings-wanted/", "/meetings-wanted/map/", "/meetings-wanted/map/?nation=ENG", "/sign-up/"),
    *("/calendar/list/", "/calendar/events/assembly/2099-07-07/sign-up/", "/api/v1/events/assembly"),
    *("/hubs/frome/", "/calendar/hubs/frome/follow/", "/calendar/hubs/frome/follow/done/", "/api/v1/hubs/frome"),
    "/stories/",
]

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def surroundings(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.SANDBOX_DATABASE = tmp_path / "sandbox.sqlite3"
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(stripe.HTTPClient, "INITIAL_DELAY", 0)


@pytest.fixture
def receipts(client: Client, caplog: pytest.LogCaptureFixture) -> list[str]:
    """Somebody gives, and says who they are wherever one can; then they write, ask and are checked."""
    from donations.sandbox import actions

    caplog.set_level("DEBUG")
    place_crowdfund("An online hub", slug="hub")
    client.post("/give/hub/", {"amount": "2500", "source": "leaflet"})
    session = actions.find("checkout.session")[0]
    actions.pay(session["id"], email=MAIL, name="Canary-Card Holder")
    donation = Donation.objects.get()
    client.get(donation.receipt_path)
    told = {"name": "Canary-Card Holder", "email": MAIL, "address": {"line1": "1 Canary-Home Street"}}
    body = charge_body(donation, billing_details=told, payment_intent=donation.payment_intent_id or "")
    client.post("/webhooks/stripe/", body, "application/json", headers={"stripe-signature": signature_of(body)})
    client.post(donation.receipt_path, {"public_name": NAMED, "comment": "For our town", "updates": "on"})
    SupporterMessage.objects.update(state="shown")
    client.post(donation.money_back_path, {"words": "canary-words"})
    keep_of_a_donor(donation)
    keep_of_somebody()
    return [donation.receipt_path, donation.money_back_path]


def canaries_in(text: str) -> list[str]:
    return [canary for canary in CANARIES if canary in text.lower()]


def words(answer: HttpResponse) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    return content.decode(errors="replace") + str(dict(answer.items()))


def links(text: str) -> Iterator[str]:
    for found in re.findall(r'(?:href|src|action)="([^"]+)"|(?:"url": ?|<loc>)"?(http://testserver[^"<]+)', text):
        parts = urlsplit(unescape(found[0] or found[1]))
        if parts.netloc in ("", "testserver") and parts.path.startswith("/") and not parts.path.startswith("/static/"):
            yield parts.path + (f"?{parts.query}" if parts.query else "")


def crawl(client: Client, first: list[str]) -> dict[str, str]:
    """Every address that leads on from the first ones, with what it answers."""
    seen: dict[str, str] = {}
    ahead = deque(first)
    while ahead and len(seen) < 300:
        path = ahead.popleft()
        if path in seen or path.startswith(("/admin/", "/sandbox/")):
            continue
        seen[path] = words(client.get(path))
        ahead.extend(links(seen[path]))
    return seen


def test_no_answer_tells_who_gave(client: Client, receipts: list[str]) -> None:
    searches = [f"{path}?q={canary}" for canary in CANARIES for path in ("/search/", "/api/v1/search")]

    told = crawl(client, [*FIRST, *receipts])
    found = {path: words(client.get(path)).lower().replace(path.rpartition("=")[2], "") for path in searches}

    assert len(told) >= 30
    assert {path: canaries_in(text) for path, text in told.items() if canaries_in(text)} == {}
    assert {path: canaries_in(text) for path, text in found.items() if canaries_in(text)} == {}
    assert {client.get(path).json()["total"] for path in searches if path.startswith("/api/")} == {0}
    assert NAMED in told["/hub/"]
    assert NAMED in told["/api/v1/crowdfunds/hub/supporters"]
    for path in receipts:
        assert "no-store" in told[path]


def test_no_kept_answer_and_no_table_but_its_own_holds_it(client: Client, receipts: list[str]) -> None:
    crawl(client, [*FIRST, *receipts])

    holding = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField)
        for value in model._base_manager.values_list(field.name, flat=True)
        if canaries_in(json.dumps(str(value), ensure_ascii=False))
    }
    kept = b"".join(value for each in caches.all() for value in each._cache.values())

    assert holding <= MAY_HOLD
    assert {"Donor.email", "StripeEvent.payload", "RefundRequest.words"} <= holding
    assert {"SignUp.name", "Follower.email", "MeetingWish.name", "Subscriber.email"} <= holding
    assert {"Contribution.name", "Contribution.email", "Contribution.text"} <= holding
    assert RefundRequest.objects.count() == 1
    assert NAMED.encode() in kept
    assert canaries_in(kept.decode(errors="replace")) == []


def test_no_log_tells_it(client: Client, receipts: list[str], caplog: pytest.LogCaptureFixture) -> None:
    crawl(client, [*FIRST, *receipts])
    client.post(receipts[0], {"public_name": "canary-words" * 20, "comment": "canary-words" * 50})
    client.post(receipts[0], {"public_name": "canary-words"}, headers={"Sec-Fetch-Site": "cross-site"})

    # The database's own statements are logged nowhere but in tests that ask for them.
    lines = [record.getMessage() for record in caplog.records if not record.name.startswith("django.db")]
    assert lines != []
    assert [line for line in lines if canaries_in(line)] == []


def test_an_error_page_repeats_nothing(
    client: Client, receipts: list[str], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def break_down(**given: Any) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("donations.views.receipt.write_message", break_down)
    client.raise_request_exception = False
    caplog.clear()

    answer = client.post(receipts[0], {"public_name": "Canary-Words", "comment": "canary-words"})

    assert answer.status_code == 500
    assert canaries_in(words(answer)) == []
    logged = [str(record.__dict__.get("exc_text") or "") + record.getMessage() for record in caplog.records]
    assert [line for line in logged if canaries_in(line)] == []
