"""The disk is full, the clock is wrong: nothing is taken that could not be kept, and all of it is there afterwards."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from donations.gateways.base import Gateway
from donations.models import Crowdfund, CrowdfundTotal, LedgerEntry, StripeEvent
from tests.factories.donations import charge_body, make_donation
from tests.factories.letters import KEPT_MINOR, WHOLE_LIFE, Letters, bring, live, rows_of
from tests.factories.reconciling import run

pytestmark = [
    pytest.mark.database,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("crowdfund", "stripe_gateway"),
]


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite can be told how large its disk is")
def test_with_a_full_disk_stripe_is_asked_to_come_again_and_then_all_is_there(crowdfund: Crowdfund) -> None:
    donation = make_donation(crowdfund)
    bodies = [charge_body(donation, description="x" * 200_000) for _ in range(5)]
    with connection.cursor() as cursor:
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count={pages + 20}")

    full = [bring(body).status_code for body in bodies]
    kept_while_full = (LedgerEntry.objects.count(), StripeEvent.objects.count(), raised())
    connection.close()
    free = [bring(body).status_code for body in bodies]

    assert full == [503] * 5
    assert kept_while_full == (0, 0, 0)
    assert free == [200] * 5
    assert (raised(), LedgerEntry.objects.count(), StripeEvent.objects.count()) == (2500, 1, 5)


def raised() -> int:
    return CrowdfundTotal.objects.get().raised_minor


@pytest.mark.parametrize("minutes", [-10, 10])
def test_a_clock_that_is_10_minutes_off_takes_no_webhook_and_one_command_repairs_even_so(
    crowdfund: Crowdfund, stripe_gateway: Gateway, letters: Letters, monkeypatch: pytest.MonkeyPatch, minutes: int
) -> None:
    donation = live(crowdfund, stripe_gateway, 1)
    wrong = timezone.now() + timedelta(minutes=minutes)
    with monkeypatch.context() as patch:
        patch.setattr(timezone, "now", lambda: wrong)
        assert {bring(body).status_code for body in letters} == {400}
        assert (raised(), StripeEvent.objects.count()) == (0, 0)
        run(stripe_gateway)
    assert (rows_of(donation), raised()) == (WHOLE_LIFE, KEPT_MINOR)

    for body in letters:
        assert bring(body).status_code == 200

    assert (rows_of(donation), raised()) == (WHOLE_LIFE, KEPT_MINOR)
