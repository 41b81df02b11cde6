"""What the session says of an amount is corrected by what the charge says."""

from collections.abc import Sequence
from itertools import permutations

import pytest

from donations.models import Crowdfund, LedgerEntry
from tests.factories.donations import charge_fact, make_donation
from tests.factories.recording import record, shown, state

pytestmark = pytest.mark.database


@pytest.mark.parametrize("order", [*permutations("scc"), *permutations("scs")])
@pytest.mark.parametrize("currency", ["GBP", "EUR"])
def test_what_the_charge_says_counts_and_not_what_the_session_says(
    crowdfund: Crowdfund, order: Sequence[str], currency: str
) -> None:
    donation = make_donation(crowdfund)
    told = {
        "s": charge_fact(donation, 2500, is_provisional=True),
        "c": charge_fact(donation, 1900, currency),
    }

    for who in order:
        record(told[who])

    # In another currency it is held back, and nothing counts.
    assert shown(crowdfund) == ((1900, 1) if currency == "GBP" else (0, 0))
    assert state(donation) == ("paid" if currency == "GBP" else "open")


def test_an_amount_that_was_corrected_is_not_corrected_back_and_forth(crowdfund: Crowdfund) -> None:
    donation = make_donation(crowdfund)

    for amount_minor in (2500, 1900, 2500, 1900, 2500):
        record(charge_fact(donation, amount_minor))

    assert LedgerEntry.objects.count() == 3
    assert shown(crowdfund) == (2500, 1)
