"""Replaying Stripe's events in the admin: safe, told, written down, and without what donors told Stripe."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from wagtail.models import ModelLogEntry

from accounts import roles
from donations import inbox
from donations.models import Crowdfund, Donation, LedgerEntry, StripeEvent
from donations.treasury import events
from tests.factories.donations import NOW, charge_fact, make_donation, payment_id, refund_fact
from tests.factories.recording import record, shown
from tests.factories.stripes import Replay

SignIn = Callable[[str], Client]
pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def stripe(monkeypatch: pytest.MonkeyPatch) -> Replay:
    stripe = Replay()
    monkeypatch.setattr(events, "get_gateway", lambda: stripe)
    return stripe


@pytest.fixture
def donation(crowdfund: Crowdfund) -> Donation:
    return make_donation(crowdfund)


def keep(stripe: Replay, status: str, *found: Any, created_at: datetime = NOW, **changes: Any) -> StripeEvent:
    """An event that tells these facts and stands at this status."""
    event = stripe.event(*found, **changes)
    return StripeEvent.objects.create(
        id=event.id,
        type="charge.succeeded",
        livemode=False,
        created_at=created_at,
        received_at=NOW,
        payload=event.id,
        status=status,
        payment_intent_id=event.payment_intent_id or "",
    )


def words_after(client: Client, answer: Any) -> str:
    return re.sub(r"\s+", " ", client.get(answer.headers["Location"]).content.decode())


def test_a_failed_event_is_processed_once_more(treasurer: Client, stripe: Replay, donation: Donation) -> None:
    event = keep(stripe, "failed", charge_fact(donation))

    answer = treasurer.post(f"/admin/stripeevent/replay/{event.pk}/")

    event.refresh_from_db()
    assert (event.status, event.attempts, shown(donation.crowdfund)) == ("done", 1, (2500, 1))
    assert "1 event is done now." in words_after(treasurer, answer)


def test_replaying_twice_counts_once(treasurer: Client, stripe: Replay, donation: Donation) -> None:
    event = keep(stripe, "failed", charge_fact(donation))

    for _ in range(2):
        treasurer.post(f"/admin/stripeevent/replay/{event.pk}/")
        StripeEvent.objects.update(status="failed")

    assert (LedgerEntry.objects.count(), shown(donation.crowdfund)) == (1, (2500, 1))


@pytest.mark.parametrize("status", ["done", "ignored"])
def test_what_is_done_stays_as_it_is(treasurer: Client, stripe: Replay, donation: Donation, status: str) -> None:
    event = keep(stripe, status, charge_fact(donation))

    treasurer.post(f"/admin/stripeevent/replay/{event.pk}/")

    event.refresh_from_db()
    assert (event.status, event.attempts, LedgerEntry.objects.count()) == (status, 0, 0)


def test_an_event_of_an_unknown_payment_says_that_it_waits(
    treasurer: Client, stripe: Replay, donation: Donation
) -> None:
    event = keep(stripe, "failed", charge_fact(donation, donation_id=None))

    answer = treasurer.post(f"/admin/stripeevent/replay/{event.pk}/")

    event.refresh_from_db()
    assert event.status == "waiting"
    assert "1 event still waits for its payment." in words_after(treasurer, answer)


def test_a_waiting_event_is_done_once_its_payment_is_known(
    treasurer: Client, stripe: Replay, donation: Donation
) -> None:
    event = keep(stripe, "waiting", refund_fact(donation, 500))
    record(charge_fact(donation))
    StripeEvent.objects.update(status="waiting")

    treasurer.post(f"/admin/stripeevent/replay/{event.pk}/")

    assert shown(donation.crowdfund) == (2000, 1)


def test_where_stripe_is_silent_the_event_stays_new(treasurer: Client, stripe: Replay, donation: Donation) -> None:
    from donations.gateways.base import Reference

    reference = Reference("payment", payment_id(donation))
    event = keep(stripe, "new", refetch=reference, payment_intent_id=payment_id(donation))

    with stripe.silence():
        answer = treasurer.post(f"/admin/stripeevent/replay/{event.pk}/")

    event.refresh_from_db()
    assert event.status == "new"
    assert f"{event.pk} stays new: Stripe did not answer (GatewayUnavailable)." in words_after(treasurer, answer)


@pytest.mark.parametrize("is_refund_first", [False, True])
def test_all_that_failed_are_replayed_and_nothing_else(
    treasurer: Client, stripe: Replay, donation: Donation, is_refund_first: bool
) -> None:
    """Also where one waits for what the next one tells."""
    facts = [charge_fact(donation), refund_fact(donation, 500)]
    for number, fact in enumerate(reversed(facts) if is_refund_first else facts):
        keep(stripe, "failed", fact, created_at=NOW + timedelta(seconds=number))
    left = keep(stripe, "ignored", refund_fact(donation, 700, id="re_2"))

    answer = treasurer.post("/admin/stripeevent/replay/")

    left.refresh_from_db()
    assert (shown(donation.crowdfund), left.status) == ((2000, 1), "ignored")
    assert "2 events are done now." in words_after(treasurer, answer)


def test_looking_replays_nothing(treasurer: Client, stripe: Replay, donation: Donation) -> None:
    event = keep(stripe, "failed", charge_fact(donation))

    for path in (f"/admin/stripeevent/replay/{event.pk}/", "/admin/stripeevent/replay/"):
        assert event.pk in treasurer.get(path).content.decode()

    assert not LedgerEntry.objects.exists()


def test_without_a_failed_event_there_is_nothing_to_press(treasurer: Client, db: None) -> None:
    html = treasurer.get("/admin/stripeevent/replay/").content.decode()

    assert "No event has failed: there is nothing to replay." in html
    assert 'method="post"' not in html.partition("<main")[2]


def test_each_replay_is_written_down_with_what_became_of_it(
    treasurer: Client, stripe: Replay, donation: Donation
) -> None:
    event = keep(stripe, "failed", charge_fact(donation))

    treasurer.post(f"/admin/stripeevent/replay/{event.pk}/")

    [entry] = ModelLogEntry.objects.filter(action="donations.replay_event")
    assert (entry.user.username, entry.label) == ("sam", event.pk)
    assert entry.message == "Processed a Stripe event again. It is now: Done"


def test_the_payload_is_shown_nowhere(treasurer: Client, stripe: Replay, donation: Donation) -> None:
    event = keep(stripe, "failed", charge_fact(donation))
    StripeEvent.objects.update(payload="ada@example.org")

    for path in ("", f"inspect/{event.pk}/", f"replay/{event.pk}/", "replay/", "?q=ada@example.org"):
        assert "ada@example.org" not in treasurer.get(f"/admin/stripeevent/{path}").content.decode().replace(
            'value="ada@example.org"', ""
        )


@pytest.mark.parametrize("status", StripeEvent.Status.values)
def test_the_list_offers_to_replay_what_is_not_done(
    treasurer: Client, stripe: Replay, donation: Donation, status: str
) -> None:
    event = keep(stripe, status, charge_fact(donation))

    html = treasurer.get("/admin/stripeevent/", {"status": status}).content.decode()

    is_offered = re.search(r'href="/admin/stripeevent/replay/evt[^"]*"', html) is not None
    assert is_offered == (status in inbox.REPLAYABLE)
    assert event.pk in html


def test_an_event_is_found_by_its_payment(treasurer: Client, stripe: Replay, donation: Donation) -> None:
    event = keep(stripe, "done", charge_fact(donation))
    other = keep(stripe, "done", charge_fact(make_donation(donation.crowdfund)))

    html = treasurer.get("/admin/stripeevent/results/", {"q": payment_id(donation)}).content.decode()

    assert event.pk in html
    assert other.pk not in html


def test_an_unknown_event_is_not_found(treasurer: Client, db: None) -> None:
    assert treasurer.post("/admin/stripeevent/replay/evt_none/").status_code == 404


@pytest.mark.parametrize("group", [roles.EDITORS, roles.VOLUNTEERS])
def test_nobody_else_replays(sign_in: SignIn, stripe: Replay, donation: Donation, group: str) -> None:
    event, browser = keep(stripe, "failed", charge_fact(donation)), sign_in(group)

    for path in (f"replay/{event.pk}/", "replay/"):
        answer = browser.post(f"/admin/stripeevent/{path}")
        assert (answer.status_code, answer.headers["Location"]) == (302, "/admin/")
    assert not LedgerEntry.objects.exists()


@pytest.mark.parametrize("path", ["inspect/%00/", "replay/%00/", "replay/a%00b/"])
def test_an_id_that_no_database_takes_is_not_there(treasurer: Client, path: str) -> None:
    assert treasurer.get(f"/admin/stripeevent/{path}").status_code in (400, 404)
