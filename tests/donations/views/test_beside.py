"""What is promised and what others add, as everybody reads it: apart from money, and the same everywhere."""

import re
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client

from donations import services
from donations.models import Crowdfund
from tests.factories.donations import NOW, charge_fact, make_donation, refund_fact
from tests.factories.offline import enter, make_treasurer, match, promise
from tests.factories.recording import record

pytestmark = [pytest.mark.django_db, pytest.mark.database]

SHOWN_IN = ("/embed/crowdfunds/online-hub", "/give/online-hub/ledger/", "/give/online-hub/")


def words(client: Client, path: str = SHOWN_IN[0]) -> str:
    html = re.sub(r"<(p|div)[^>]* hidden>.*?</\1>", "", client.get(path).content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


@time_machine.travel("2026-11-02T12:00:00Z", tick=False)
def test_promises_and_matches_stand_beside_the_money_and_are_none_of_it(client: Client, crowdfund: Crowdfund) -> None:
    promise(crowdfund, 30_000)
    match(crowdfund)
    record(charge_fact(make_donation(crowdfund), 136_000))

    told = words(client)

    assert "£1,360 raised of £5,000" in told
    assert "£300 more is pledged, not yet counted." in told
    assert (
        "The Example Trust adds £1 for each £1 given until 30 November 2026, up to £2,000. "
        "So far that is £1,360, not counted above: £640 is left." in told
    )


@time_machine.travel("2026-11-02T12:00:00Z", tick=False)
def test_a_match_that_is_used_up_promises_nothing_more(client: Client, crowdfund: Crowdfund) -> None:
    match(crowdfund, limit_minor=100_000)
    donation = make_donation(crowdfund)
    record(charge_fact(donation, 136_000))

    told = words(client)

    assert "The Example Trust has added all of its £1,000, not counted above." in told
    assert " adds " not in told
    record(refund_fact(donation, 50_000))
    assert "So far that is £860, not counted above: £140 is left." in words(client)
    assert "has added all" not in words(client)


def test_where_there_are_none_nothing_is_said_of_them(client: Client, crowdfund: Crowdfund) -> None:
    told = words(client)

    assert "pledged" not in told
    assert " adds " not in told


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"ends_on": None, "percent": 50},
            "The Example Trust adds £0.50 for each £1 given, up to £2,000. So far that is £0",
        ),
        (
            {"starts_on": date(2026, 11, 3)},
            "The Example Trust adds £1 for each £1 given from 3 November 2026 to 30 November 2026, up to £2,000.",
        ),
        (
            {"starts_on": date(2026, 11, 3), "ends_on": None},
            "The Example Trust adds £1 for each £1 given from 3 November 2026, up to £2,000.",
        ),
        (
            {"ends_on": date(2026, 11, 1)},
            "The Example Trust added £1 for each £1 given until 1 November 2026: £0, not counted above.",
        ),
    ],
)
@time_machine.travel("2026-11-02T12:00:00Z", tick=False)
def test_a_rule_is_told_before_it_begins_and_after_it_has_ended(
    client: Client, crowdfund: Crowdfund, changes: dict[str, Any], said: str
) -> None:
    match(crowdfund, **changes)

    assert said in words(client)


def test_a_sponsors_name_is_text(client: Client, crowdfund: Crowdfund) -> None:
    match(crowdfund, sponsor="<b>Trust</b>")

    assert "&lt;b&gt;Trust&lt;/b&gt; add" in client.get(SHOWN_IN[0]).content.decode()


@time_machine.travel("2026-11-02T12:00:00Z", tick=False)
def test_a_kept_answer_follows_at_once(client: Client, crowdfund: Crowdfund) -> None:
    theo = make_treasurer()
    gift = enter(crowdfund, theo)
    assert "£0 raised" in words(client)

    services.approve_offline_gift(gift=gift, user=theo, now=NOW)
    assert "£50 raised" in words(client)

    pledge = promise(crowdfund)
    assert "£50 more is pledged" in words(client)

    services.close_pledge(pledge=pledge, is_kept=True, user=theo, now=NOW)
    assert "pledged" not in words(client)

    fund = match(crowdfund)
    assert "So far that is £50" in words(client)

    fund.is_published = False
    services.keep_match_fund(fund=fund, user=theo)
    assert " adds " not in words(client)


@pytest.mark.parametrize(
    ("decide", "said"),
    [
        (None, "Your gift is not counted yet"),
        (services.approve_offline_gift, "Thank you for your £50"),
        (services.decline_offline_gift, "This gift was not counted"),
        (services.return_offline_gift, "Your gift is no longer counted"),
    ],
)
def test_a_receipt_says_what_became_of_an_offline_gift(
    client: Client, crowdfund: Crowdfund, decide: Any, said: str
) -> None:
    theo = make_treasurer()
    gift = enter(crowdfund, theo)
    reason = {"reason": "Not honoured"} if decide not in (None, services.approve_offline_gift) else {}
    if decide is services.return_offline_gift:
        gift = services.approve_offline_gift(gift=gift, user=theo, now=NOW)
    if decide:
        decide(gift=gift, user=theo, now=NOW, **reason)

    told = words(client, gift.donation.receipt_path)

    assert said in told
    assert "Ada" not in told
    assert "Not honoured" not in told
