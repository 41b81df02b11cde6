"""Promises stand beside the money, in a sum of their own."""

import pytest

from donations import services
from donations.models import Crowdfund, CrowdfundTotal, LedgerEntry
from tests.factories.donations import NOW
from tests.factories.offline import make_treasurer, promise
from tests.factories.recording import shown

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def pledged(crowdfund: Crowdfund) -> int:
    return CrowdfundTotal.objects.get(crowdfund=crowdfund).pledged_minor


def test_open_pledges_add_up_and_are_no_money(crowdfund: Crowdfund) -> None:
    promise(crowdfund, 5000)
    promise(crowdfund, 2500)

    assert (pledged(crowdfund), shown(crowdfund), LedgerEntry.objects.count()) == (7500, (0, 0), 0)
    assert Crowdfund.objects.in_force().get().progress().pledged_minor == 7500


@pytest.mark.parametrize(("is_kept", "state"), [(True, "kept"), (False, "let_go")])
def test_a_pledge_that_is_closed_is_no_longer_pledged_and_is_closed_once(
    crowdfund: Crowdfund, is_kept: bool, state: str
) -> None:
    theo, stays, ends = make_treasurer(), promise(crowdfund, 5000), promise(crowdfund, 2500)

    closed = services.close_pledge(pledge=ends, is_kept=is_kept, user=theo, now=NOW)
    with pytest.raises(services.PledgeClosed):
        services.close_pledge(pledge=ends, is_kept=not is_kept, user=theo, now=NOW)

    assert (closed.state, closed.closed_at, pledged(crowdfund)) == (state, NOW, 5000)
    assert (stays.state, shown(crowdfund)) == ("open", (0, 0))


def test_a_sum_that_drifted_is_made_anew(crowdfund: Crowdfund) -> None:
    promise(crowdfund, 5000)
    CrowdfundTotal.objects.update(pledged_minor=1)
    assert services.reckon_total(crowdfund)["pledged_minor"] == 5000

    services.rebuild_total(crowdfund=crowdfund)

    assert pledged(crowdfund) == 5000
