"""What differs between a Stripe that tells certain facts and the ledger, and what is then done about it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from donations import services
from donations.gateways.base import Facts, GatewayUnavailable
from donations.models import Crowdfund, CrowdfundTotal, LedgerEntry
from donations.reconciliation import DEFAULT_WINDOW, reconcile
from tests.factories.donations import (
    charge_fact,
    dispute_fact,
    facts_of,
    make_donation,
    payment_id,
    refund_fact,
    session_fact,
)
from tests.factories.reconciling import raised, record, run
from tests.factories.stripes import Told

pytestmark = pytest.mark.database


def test_an_amount_that_differs_is_corrected(crowdfund: Crowdfund) -> None:
    donation = make_donation(crowdfund)
    gateway: Any = Told(facts_of(charge_fact(donation, 9900)))
    record(gateway, charge_fact(donation, 2500))

    found = [run(gateway, repair=False), run(gateway), run(gateway), run(gateway, repair=False)]

    text = f"charge:{payment_id(donation)} is 2500 in the ledger, 9900 at Stripe"
    assert found == [[(text, False)], [(text, True)], [], []]
    assert raised() == (9900, 1)


@pytest.mark.parametrize("repair", [True, False])
def test_what_is_held_back_is_told_until_it_was_given_back(crowdfund: Crowdfund, repair: bool) -> None:
    donation = make_donation(crowdfund)
    payment, charge = payment_id(donation), charge_fact(donation, 2500, "EUR")
    part = refund_fact(donation, 500, id="re_1", currency="EUR")
    rest = refund_fact(donation, 2000, id="re_2", currency="EUR")

    found = []
    for told in ([charge], [charge, part], [charge, part, rest]):
        gateway: Any = Told(*(facts_of(fact) for fact in told), payments={payment: facts_of(*told)})
        found.append(run(gateway, repair=repair))

    assert found == [[(f"Held back: {payment} 2500", False)], [(f"Held back: {payment} 2000", False)], []]
    assert not LedgerEntry.objects.exists()


def test_a_second_payment_is_held_back_until_it_was_refunded(crowdfund: Crowdfund) -> None:
    donation = make_donation(crowdfund, payment_intent_id="pi_first")
    charge, refund = charge_fact(donation), refund_fact(donation, 2500)
    payment = payment_id(donation)
    gateway: Any = Told(facts_of(charge), facts_of(refund), payments={payment: facts_of(charge, refund)})

    assert [run(gateway), run(gateway, repair=False)] == [[], []]

    assert raised() == (0, 0)


def test_a_gift_that_came_during_the_run_is_no_difference(crowdfund: Crowdfund) -> None:
    donation = make_donation(crowdfund)
    gateway: Any = Told()
    began = timezone.now()
    services.record_facts(facts=facts_of(charge_fact(donation, occurred_at=began)), gateway=gateway, now=timezone.now())

    found = reconcile(gateway=gateway, since=began - DEFAULT_WINDOW, now=began, repair=False)

    assert list(found) == []


def test_a_checkout_that_is_merely_open_is_no_difference(crowdfund: Crowdfund) -> None:
    donation = make_donation(crowdfund, outcome="created", state="created")
    gateway: Any = Told(facts_of(session_fact(donation, "open")))

    assert [run(gateway, repair=False), run(gateway)] == [[], []]

    donation.refresh_from_db()
    assert donation.state == "open"


def test_an_entry_that_stripe_does_not_know_is_told(crowdfund: Crowdfund) -> None:
    donation = make_donation(crowdfund)
    gateway: Any = Told()
    record(gateway, charge_fact(donation, occurred_at=timezone.now(), fee_minor=58))

    assert run(gateway) == [(f"Not known to Stripe: charge:{payment_id(donation)} 2500", False)]


def test_an_object_made_before_the_window_is_asked_for_by_its_payment(crowdfund: Crowdfund) -> None:
    """A dispute of two months ago is won today; Stripe's lists go by when it was opened."""
    donation = make_donation(crowdfund)
    long_ago, now = timezone.now() - timedelta(days=60), timezone.now()
    charge = charge_fact(donation, occurred_at=long_ago)
    gateway: Any = Told(
        payments={payment_id(donation): facts_of(charge, dispute_fact(donation, reinstated=True, occurred_at=now))}
    )
    record(gateway, charge, dispute_fact(donation, occurred_at=long_ago))
    assert raised() == (0, 0)

    assert run(gateway) == [("Not in the ledger: dispute_reversal:du_1 2500", True)]
    assert raised() == (2500, 1)
    assert run(gateway) == []


def test_a_total_that_drifted_is_told_and_repaired(crowdfund: Crowdfund) -> None:
    charge = charge_fact(make_donation(crowdfund))
    gateway: Any = Told(facts_of(charge))
    record(gateway, charge)
    CrowdfundTotal.objects.update(raised_minor=9900, donors=7)
    raised_text = "Total of online-hub: raised_minor shows 9900, the ledger says 2500"
    donors_text = "Total of online-hub: donors shows 7, the ledger says 1"

    assert run(gateway, repair=False) == [(raised_text, False), (donors_text, False)]
    assert run(gateway) == [(raised_text, True), (donors_text, True)]

    assert raised() == (2500, 1)
    assert run(gateway) == []


def test_when_stripe_breaks_off_what_was_repaired_stays_and_the_rest_comes_with_the_next_run(
    crowdfund: Crowdfund,
) -> None:
    one, two = make_donation(crowdfund), make_donation(crowdfund)

    class BreakingOff(Told):
        def facts_since(self, since: object) -> Iterator[Facts]:
            yield facts_of(charge_fact(one))
            raise GatewayUnavailable

    broken: Any = BreakingOff()
    with pytest.raises(GatewayUnavailable):
        run(broken)
    assert raised() == (2500, 1)
    whole: Any = Told(facts_of(charge_fact(one)), facts_of(charge_fact(two)))

    assert run(whole) == [(f"Not in the ledger: charge:{payment_id(two)} 2500", True)]

    assert raised() == (5000, 2)
