"""Two who approve, and two who read in one statement, at the same moment: it counts once."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections

from donations import services
from donations.bank_statement import read_statement
from donations.models import Crowdfund, Donation, LedgerEntry, OfflineGift
from tests.factories.donations import NOW, charge_fact, make_crowdfund, make_donation
from tests.factories.offline import enter, make_treasurer, match, promise
from tests.factories.recording import record, shown

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


def at_once(*works: Any) -> list[Any]:
    """Do all of these at the same time; gives what each returned or raised."""

    def do(work: Any) -> Any:
        try:
            return work()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(do, works))


def test_eight_approvals_and_declines_at_once_decide_once(crowdfund: Crowdfund) -> None:
    theo, una = make_treasurer("theo"), make_treasurer("una")
    gift = enter(crowdfund, theo)

    ends = at_once(
        *[lambda: services.approve_offline_gift(gift=gift, user=una, now=NOW)] * 4,
        *[lambda: services.decline_offline_gift(gift=gift, reason="No", user=theo, now=NOW)] * 4,
    )

    assert sum(isinstance(end, OfflineGift) for end in ends) == 1
    assert sum(isinstance(end, services.AlreadyDecided) for end in ends) == 7
    counts = OfflineGift.objects.get().decision == "approved"
    assert shown(crowdfund) == ((5000, 1) if counts else (0, 0))
    assert LedgerEntry.objects.count() == int(counts)


def test_one_statement_read_in_for_two_crowdfunds_at_once_is_entered_once(crowdfund: Crowdfund) -> None:
    theo, other = make_treasurer(), make_crowdfund("another")
    rows = "".join(f"05/10/2026,{pounds}\n" for pounds in range(1, 9))
    lines = read_statement(f"Date,Amount\n{rows}".encode())

    def take_in(to: Crowdfund, order: int) -> Any:
        return services.take_in_lines(lines=lines[::order], crowdfund=to, approve=True, locale="en", user=theo, now=NOW)

    ends = at_once(*[lambda: take_in(crowdfund, 1), lambda: take_in(other, -1)] * 2)

    assert [end for end in ends if isinstance(end, Exception)] == []
    assert sum(end.entered for end in ends) == 8
    assert (OfflineGift.objects.count(), Donation.objects.count()) == (8, 8)
    assert shown(crowdfund)[0] + shown(other)[0] == 3600


def test_payments_promises_and_rules_at_once_lose_nothing(crowdfund: Crowdfund) -> None:
    theo = make_treasurer()
    donations = [make_donation(crowdfund) for _ in range(4)]
    gifts = [enter(crowdfund, theo) for _ in range(4)]
    fund = match(crowdfund)

    ends = at_once(
        *[lambda donation=donation: record(charge_fact(donation)) for donation in donations],
        *[lambda gift=gift: services.approve_offline_gift(gift=gift, user=theo, now=NOW) for gift in gifts],
        *[lambda: promise(crowdfund)] * 4,
        *[lambda: services.keep_match_fund(fund=fund, user=None)] * 4,
    )

    assert [end for end in ends if isinstance(end, Exception)] == []
    progress = Crowdfund.objects.get().progress()
    assert shown(crowdfund)[0] == progress.matched_minor == 30_000
    assert progress.pledged_minor == 20_000
    assert services.stale_matches(crowdfund) == []
