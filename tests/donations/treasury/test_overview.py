"""The treasurer's first page and what waits: exact words, deadlines, few queries, and who may see it."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts import roles
from accounts.models import User
from donations.models import (
    Crowdfund,
    Dispute,
    Donation,
    OfflineGift,
    PermissibilityCheck,
    RefundOrder,
    RefundRequest,
    StripeEvent,
    SupporterMessage,
)
from donations.treasury.queues import KINDS, queues
from tests.factories.donations import NOW, charge_fact, make_donation, refund_fact, session_fact
from tests.factories.recording import record

SignIn = Callable[[str], Client]
pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def donation(crowdfund: Crowdfund) -> Donation:
    now = timezone.now()
    donation = make_donation(crowdfund, created_at=now)
    record(session_fact(donation), charge_fact(donation, fee_minor=58, occurred_at=now), at=now)
    record(refund_fact(donation, 700, occurred_at=now), at=now)
    donation.refresh_from_db()
    return donation


def text(client: Client, path: str) -> str:
    """What a page says, without its tags."""
    html = client.get(path).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.partition("<main")[2]))


def test_the_page_says_what_came_in_went_back_and_was_kept(treasurer: Client, donation: Donation) -> None:
    told = text(treasurer, "/admin/money/")

    assert "All together £25 -£7 -£0.58 £17.42 £0 £0 £0 £0" in told
    assert "Once £25 -£7 -£0.58 £17.42" in told
    assert "Monthly £0 £0 £0 £0" in told
    assert "An online hub £25 -£7 -£0.58 £17.42" in told
    assert "As of " in told


@pytest.mark.parametrize(("by", "buckets"), [("day", 30), ("week", 26), ("month", 12), ("x\0", 30), ("", 30)])
def test_the_drawing_has_a_table_as_its_alternative(
    treasurer: Client, donation: Donation, by: str, buckets: int
) -> None:
    answer = treasurer.get("/admin/money/", {"by": by})

    html = answer.content.decode()
    assert answer.status_code == 200
    assert html.count("<rect") == 3
    assert re.search(r'<svg[^>]+role="img" aria-labelledby="over-time-GBP" aria-describedby="numbers-GBP"', html)
    details = html.partition("<details")[2].partition("</details>")[0]
    assert details.count('<th scope="row">') == buckets
    assert "style=" not in html.partition('class="treasury"')[2].partition("</main>")[0]


def test_an_empty_ledger_says_so(treasurer: Client, db: None) -> None:
    told = text(treasurer, "/admin/money/")

    assert "Nothing waits for you." in told
    assert "No money has moved in this time." in told


def test_twenty_gifts_cost_no_more_than_one(
    treasurer: Client, donation: Donation, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    treasurer.get("/admin/money/")
    with django_assert_max_num_queries(60) as one:
        treasurer.get("/admin/money/")
    for _ in range(19):
        record(charge_fact(make_donation(donation.crowdfund), occurred_at=timezone.now()))

    with django_assert_max_num_queries(len(one)):
        treasurer.get("/admin/money/")


def let_everything_wait(donation: Donation) -> None:
    """One of each kind, with the deadlines in five and in nine days."""
    now = datetime(2026, 11, 28, 12, tzinfo=UTC)
    common: dict[str, Any] = {"donation": donation, "amount_minor": 100, "currency": "GBP"}
    PermissibilityCheck.objects.create(
        donation=donation, rule="x", reason="single", received_on=now, due_on=now + timedelta(days=9), state="to_check"
    )
    other = make_donation(donation.crowdfund, state="paid")
    PermissibilityCheck.objects.create(
        donation=other, rule="x", reason="single", received_on=now, due_on=now + timedelta(days=2), state="asked"
    )
    Dispute.objects.create(
        dispute_id="du_1", status="needs_response", due_by=now + timedelta(days=5), opened_at=now, **common
    )
    OfflineGift.objects.create(donation=donation, method="cheque", received_on=now, entered_at=now)
    RefundRequest.objects.create(donation=donation, asked_at=now)
    for state in ("refused", "waiting"):
        RefundOrder.objects.create(why="other", ordered_at=now, state=state, **common)
    for status in ("failed", "waiting"):
        StripeEvent.objects.create(
            id=status, type="x", livemode=False, created_at=now, received_at=now, payload="", status=status
        )
    SupporterMessage.objects.create(donation=donation, written_at=now)
    Donation.objects.filter(pk=donation.pk).update(held_because="in USD", created_at=now)


@time_machine.travel(datetime(2026, 11, 28, 12, tzinfo=UTC), tick=False)
def test_each_queue_says_how_many_wait_until_when_and_leads_there(sign_in: SignIn, donation: Donation) -> None:
    browser = sign_in("administrators")
    let_everything_wait(donation)

    found = queues(User.objects.get(), timezone.now())

    assert [(queue.words, queue.due) for queue in found] == [
        ("1 gift to check by law", "the first by 7 December, 9 days left"),
        ("1 gift of which the law asks more waits for its donor", "the first by 30 November, 2 days left"),
        ("1 dispute to answer", "the first by 3 December, 5 days left"),
        ("1 cheque, cash gift or transfer to approve", ""),
        ("1 request for money back", ""),
        ("1 refund that Stripe refused", ""),
        ("1 refund waits for Stripe", ""),
        ("1 webhook that failed", ""),
        ("1 webhook waits for its payment", ""),
        ("1 gift of which money is held back", ""),
        ("1 supporter’s message to approve", ""),
    ]
    for queue in found:
        answer = browser.get(queue.url)
        assert (queue.url, answer.status_code) == (queue.url, 200)
    assert [queue.url for queue in found[:2]] == [
        "/admin/permissibilitycheck/?state=to_check",
        "/admin/permissibilitycheck/?state=asked",
    ]


def test_no_two_landmarks_of_the_overview_share_a_name(treasurer: Client, donation: Donation) -> None:
    html = treasurer.get("/admin/money/").content.decode()

    names = re.findall(r'<section aria-labelledby="([^"]+)"|role="region" aria-labelledby="([^"]+)"', html)
    told = [section or region for section, region in names]
    assert "sums-GBP" in told
    assert sorted(told) == sorted(set(told))


def test_the_start_page_of_the_admin_shows_what_waits(treasurer: Client, donation: Donation) -> None:
    let_everything_wait(donation)

    html = treasurer.get("/admin/").content.decode()

    assert '<a href="/admin/dispute/">1 dispute to answer</a>' in html
    assert '<a href="/admin/money/">' in html


def test_a_queue_that_somebody_may_not_see_is_left_out(sign_in: SignIn, donation: Donation) -> None:
    sign_in(roles.EDITORS)
    let_everything_wait(donation)

    assert [queue.words for queue in queues(User.objects.get(), timezone.now())] == ["1 supporter’s message to approve"]


@pytest.mark.parametrize(
    ("due", "told"),
    [
        (timedelta(hours=-1), "the first by 28 November: too late"),
        (timedelta(hours=1), "the first today"),
        (timedelta(days=1), "the first by 29 November, 1 day left"),
    ],
)
@time_machine.travel(datetime(2026, 11, 28, 12, tzinfo=UTC), tick=False)
def test_a_deadline_is_told_in_days(treasurer: Client, donation: Donation, due: timedelta, told: str) -> None:
    now = timezone.now()
    Dispute.objects.create(
        dispute_id="du_1",
        donation=donation,
        amount_minor=1,
        currency="GBP",
        status="needs_response",
        due_by=now + due,
        opened_at=now,
    )

    [queue] = queues(User.objects.get(), now)

    assert (queue.due, queue.is_late) == (told, due < timedelta(0))


def test_every_kind_of_queue_costs_one_query(
    sign_in: SignIn, donation: Donation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    sign_in("administrators")
    user = User.objects.get()

    with django_assert_num_queries(len(KINDS)):
        queues(user, NOW)


def test_held_back_gifts_can_be_listed(treasurer: Client, donation: Donation) -> None:
    other = make_donation(donation.crowdfund, held_because="in USD")

    html = treasurer.get("/admin/donation/results/", {"held": "yes"}).content.decode()

    assert other.reference in html
    assert donation.reference not in html


def test_a_refused_refund_waits_until_a_later_one_of_the_gift_is_made(sign_in: SignIn, donation: Donation) -> None:
    sign_in("administrators")
    common: dict[str, Any] = {
        "donation": donation,
        "amount_minor": 100,
        "currency": "GBP",
        "ordered_at": timezone.now(),
    }

    def refused() -> list[str]:
        return [each.words for each in queues(User.objects.get(), timezone.now()) if "refused" in each.words]

    RefundOrder.objects.create(why="other", state="done", **common)
    RefundOrder.objects.create(why="other", state="refused", **common)
    assert refused() == ["1 refund that Stripe refused"]

    RefundOrder.objects.create(why="other", state="done", **common)

    assert refused() == []
