"""Each payment of a monthly gift is a donation of its own, counted once."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from django.db import transaction

from cms.models import OutgoingMail
from donations.models import Crowdfund, Donation, LedgerEntry, RecurringDonation
from donations.services import PaymentUnknown
from tests.factories.donations import (
    NOW,
    charge_fact,
    invoice_fact,
    make_monthly,
    payment_id,
    refund_fact,
    subscription_fact,
)
from tests.factories.monthly import begun
from tests.factories.outbox import sent_mail
from tests.factories.recording import record, shown, state

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def first(crowdfund: Crowdfund) -> Donation:
    """The first donation of a monthly gift, whose checkout is open."""
    return make_monthly(crowdfund, source="/campaign/")


def renewed(first: Donation, number: int = 2, amount_minor: int = 1000) -> tuple:  # type: ignore[type-arg]
    payment = f"{payment_id(first)}_{number}"
    return (
        invoice_fact(first, number),
        charge_fact(first, amount_minor, payment_intent_id=payment, donation_id=None),
    )


def monthly() -> RecurringDonation:
    return RecurringDonation.objects.get()


def test_the_first_payment_is_the_donation_whose_checkout_it_was(first: Donation, crowdfund: Crowdfund) -> None:
    assert record(*begun(first)) == [f"charge:{payment_id(first)}"]

    assert (shown(crowdfund), state(first), Donation.objects.count()) == ((1000, 1), "paid", 1)
    assert first.payment_intent_id == payment_id(first)
    assert (monthly().state, monthly().subscription_id) == ("active", f"sub_{first.pk}")
    assert monthly().customer_id == f"cus_{first.pk}"
    assert monthly().next_payment_at == NOW + timedelta(days=30)


def test_each_renewal_is_a_donation_of_its_own(first: Donation, crowdfund: Crowdfund) -> None:
    record(*begun(first))

    for _ in range(2):
        record(*renewed(first, 2))
        record(*renewed(first, 3, 1500))

    assert (shown(crowdfund), Donation.objects.count()) == ((3500, 1), 3)
    two, three = Donation.objects.order_by("pk")[1:]
    assert (two.idempotency_key, three.idempotency_key) == (f"invoice:in_{first.pk}_2", f"invoice:in_{first.pk}_3")
    assert (two.requested_minor, three.requested_minor) == (1000, 1500)
    assert (two.recurring, two.donor, two.crowdfund) == (monthly(), Donation.objects.get(pk=first.pk).donor, crowdfund)
    assert (two.locale, two.source, two.state) == ("en", "/campaign/", "paid")
    assert two.payment_intent_id == f"{payment_id(first)}_2"
    assert (two.created_at, two.checkout_session_id) == (NOW + timedelta(days=30), None)


def test_every_order_of_what_stripe_tells_ends_in_the_same_ledger(first: Donation, crowdfund: Crowdfund) -> None:
    session, subscription, bill, charge = begun(first)
    second_bill, _ = renewed(first)
    refund = refund_fact(first, 300, payment_intent_id=f"{payment_id(first)}_2")
    ends = set()
    for order in permutations([(session,), (subscription,), (bill, charge), renewed(first), (second_bill, refund)]):
        with transaction.atomic():
            for facts in order:
                record(*facts)
            rows = LedgerEntry.objects.order_by("external_key").values_list("kind", "amount_minor")
            donors = set(Donation.objects.values_list("donor__email", flat=True))
            mails = frozenset(OutgoingMail.objects.values_list("to", flat=True)), OutgoingMail.objects.count()
            states = tuple(Donation.objects.order_by("idempotency_key").values_list("state", flat=True))
            ends.add((tuple(rows), shown(crowdfund), frozenset(donors), states, monthly().state, mails))
            transaction.set_rollback(True)

    assert ends == {
        (
            (("charge", 1000), ("charge", 1000), ("refund", -300)),
            (1700, 1),
            frozenset({"ada@example.org"}),
            ("part_refunded", "paid"),
            "active",
            (frozenset({"ada@example.org"}), 2),
        )
    }


def test_what_is_told_of_no_monthly_gift_we_know_writes_nothing(first: Donation, crowdfund: Crowdfund) -> None:
    for told in (
        subscription_fact(first, id="sub_other", donation_id=None),
        invoice_fact(first, donation_id="00000000-0000-0000-0000-000000000000", subscription_id="sub_other"),
    ):
        with pytest.raises(PaymentUnknown):
            record(told)

    assert not LedgerEntry.objects.exists()


def test_a_bill_that_nobody_has_paid_is_no_donation(first: Donation) -> None:
    record(*begun(first))

    assert record(invoice_fact(first, 2, payment_intent_id=None)) == []

    assert Donation.objects.count() == 1


def test_an_end_is_final_and_told_once(first: Donation) -> None:
    record(*begun(first))

    record(subscription_fact(first, "ended"))
    record(subscription_fact(first, "active", amount_minor=9900))
    record(subscription_fact(first, "ended"))

    gift = monthly()
    assert (gift.state, gift.ended_at, gift.ended_by) == ("ended", NOW, "stripe")
    assert (gift.next_payment_at, gift.amount_minor) == (None, 1000)
    mails = OutgoingMail.objects.filter(key=f"monthly-ended:{gift.public_id}")
    assert [mail.to for mail in mails] == ["ada@example.org"]


def test_a_payment_that_failed_is_told_once_for_each_month(first: Donation) -> None:
    record(*begun(first))

    for due in (30, 30, 61):
        record(subscription_fact(first, "past_due", next_payment_at=NOW + timedelta(days=due)))
        record(subscription_fact(first, "active", next_payment_at=NOW + timedelta(days=due)))

    assert OutgoingMail.objects.filter(key__startswith="monthly-failed:").count() == 2
    assert monthly().manage_path in OutgoingMail.objects.filter(key__startswith="monthly-failed:")[0].text
    assert monthly().state == "active"


def test_a_pause_keeps_the_day_of_the_next_payment(first: Donation) -> None:
    record(*begun(first))

    record(subscription_fact(first, "paused", next_payment_at=None, paused_until=NOW + timedelta(days=40)))

    assert (monthly().state, monthly().paused_until) == ("paused", NOW + timedelta(days=40))
    assert monthly().next_due == datetime(2027, 1, 2, 12, tzinfo=UTC)


def test_what_was_active_does_not_go_back_to_its_beginning(first: Donation) -> None:
    record(*begun(first))

    record(subscription_fact(first, "starting"))

    assert monthly().state == "active"


def test_a_second_subscription_is_told_to_us_and_changes_nothing(
    first: Donation, caplog: pytest.LogCaptureFixture
) -> None:
    record(*begun(first))

    record(subscription_fact(first, "ended", id="sub_second"))

    assert (monthly().state, monthly().subscription_id) == ("active", f"sub_{first.pk}")
    assert "has a second subscription: sub_second" in caplog.text


def test_a_receipt_goes_out_for_each_payment_and_says_that_it_is_monthly(first: Donation) -> None:
    record(*begun(first))
    record(*renewed(first))

    for donation in Donation.objects.all():
        mail = sent_mail(f"receipt:{donation.public_id}")
        assert "monthly gift" in mail.text
        assert monthly().manage_path in mail.text
        assert monthly().manage_path in mail.html
