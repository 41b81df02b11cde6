"""What the clock does about checks: sends back in time, takes up what failed, reminds, finds what was missed."""

from datetime import datetime
from typing import Any
from unittest.mock import Mock

import pytest

from cms.models import OutgoingMail
from donations.gateways.base import GatewayUnavailable
from donations.models import PermissibilityCheck, RefundOrder
from donations.services import carry_out_refund, law_jobs
from donations.services.law_jobs import flag_splits, look_again, remind_donors, return_overdue
from donations.services.permissibility import lock_donations, look_into
from donations.services.regulation import choose_status
from tests.factories.donations import facts_of, make_crowdfund, refund_fact
from tests.factories.law import LARGE, check, checks, days, give, law_numbers, stripe_sends_back, tell
from tests.factories.recording import record, shown

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture(autouse=True)
def no_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("donations.tasks.carry_out_refund_later", Mock())


def test_without_an_answer_in_time_a_gift_goes_back_once() -> None:
    crowdfund = make_crowdfund()
    donation = give(crowdfund)

    return_overdue(days(28))
    assert checks() == {donation.pk: ("single", "asked")}

    return_overdue(days(29))
    return_overdue(days(29))

    order = RefundOrder.objects.get()
    assert (order.why, order.amount_minor) == ("no_answer", 60_000)
    assert checks() == {donation.pk: ("single", "returned")}


def test_a_gift_on_which_nobody_decided_goes_back_as_well() -> None:
    give(make_crowdfund())
    tell()

    return_overdue(days(29))

    assert RefundOrder.objects.get().why == "not_permissible"
    assert check().return_reason == "Nobody decided in time."


def test_while_stripe_is_silent_the_return_waits_and_is_made_once() -> None:
    crowdfund = make_crowdfund()
    donation = give(crowdfund)
    return_overdue(days(29))
    order = RefundOrder.objects.get()
    gateway = Mock(spec=["refund"])
    gateway.refund.side_effect = GatewayUnavailable

    with pytest.raises(GatewayUnavailable):
        carry_out_refund(order_id=order.pk, gateway=gateway, now=days(29))
    return_overdue(days(30))
    assert RefundOrder.objects.count() == 1
    assert law_numbers(crowdfund) == (60_000, 0)

    stripe_sends_back(order, facts_of(refund_fact(donation, LARGE)))

    assert law_numbers(crowdfund) == (0, 60_000)


def test_a_return_that_fails_comes_back_to_the_treasurer_and_is_not_tried_for_ever() -> None:
    crowdfund = make_crowdfund()
    donation = give(crowdfund)
    return_overdue(days(29))
    stripe_sends_back(RefundOrder.objects.get(), facts_of(refund_fact(donation, LARGE)))

    record(refund_fact(donation, LARGE, failed=True), at=days(35))
    assert law_numbers(crowdfund) == (60_000, 0)
    return_overdue(days(35))

    assert checks() == {donation.pk: ("single", "to_check")}
    assert "It was sent back in vain." in check().return_reason
    assert law_numbers(crowdfund) == (60_000, 0)
    return_overdue(days(36))
    assert RefundOrder.objects.count() == 1


def test_a_gift_that_need_not_be_checked_any_more_is_not_sent_back() -> None:
    crowdfund = make_crowdfund()
    first, second = give(crowdfund, 30_000), give(crowdfund, 30_000)
    record(refund_fact(first, 30_000), at=days(1))
    assert checks() == {second.pk: ("added_up", "asked")}

    return_overdue(days(40))

    assert checks() == {second.pk: ("added_up", "closed")}
    assert not RefundOrder.objects.exists()


def test_a_donor_is_reminded_half_way_and_before_the_end() -> None:
    give(make_crowdfund())

    for number in range(29):
        remind_donors(days(number))
        remind_donors(days(number))

    mails = OutgoingMail.objects.filter(key__startswith="declaration_reminder:").order_by("pk")
    assert [mail.created_at for mail in mails] == [days(13), days(23)]
    assert mails[0].subject == "Your gift of £600: please answer by 30 November"


def test_who_has_answered_is_not_reminded() -> None:
    give(make_crowdfund())
    tell()

    remind_donors(days(20))

    assert not OutgoingMail.objects.filter(key__startswith="declaration_reminder:").exists()


def test_a_check_that_was_missed_when_the_process_died_is_opened() -> None:
    hub, meetings = make_crowdfund(), make_crowdfund("meetings")
    first = give(hub, 30_000, at=days(-1))
    second = give(meetings, 30_000)  # The commit's own task is not run in tests.
    assert checks() == {second.pk: ("added_up", "asked")}

    look_again(days(0))
    look_again(days(1))

    assert checks() == {first.pk: ("added_up", "asked"), second.pk: ("added_up", "asked")}
    assert law_numbers(hub) == (30_000, 0)


def test_gifts_of_long_ago_are_left_in_peace() -> None:
    donation = give(make_crowdfund())
    PermissibilityCheck.objects.all().delete()

    look_again(days(30))

    assert checks() == {}
    look_again(days(3))
    assert checks() == {donation.pk: ("single", "asked")}


def test_gifts_that_look_like_one_are_shown_to_the_treasurer_and_not_sent_back() -> None:
    crowdfund = make_crowdfund()
    first = give(crowdfund, 30_000, email="ada@example.org", name="Ada Lovelace")
    second = give(crowdfund, 30_000, email="a.l@example.com", name="ada  LOVELACE", at=days(2))
    give(crowdfund, 30_000, email="grace@example.org", name="Grace Hopper")

    flag_splits(days(3))
    flag_splits(days(3))

    assert checks() == {first.pk: ("split", "to_check"), second.pk: ("split", "to_check")}
    assert law_numbers(crowdfund) == (60_000, 0)
    assert not OutgoingMail.objects.filter(key__startswith="declaration").exists()
    return_overdue(days(60))
    assert checks() == {first.pk: ("split", "to_check"), second.pk: ("split", "to_check")}
    assert shown(crowdfund) == (90_000, 3)
    assert not RefundOrder.objects.exists()


def test_a_suspected_gift_that_the_law_asks_about_as_well_is_asked_about() -> None:
    crowdfund = make_crowdfund()
    first = give(crowdfund, 30_000, email="ada@example.org")
    second = give(crowdfund, 30_000, email="a.l@example.com")
    flag_splits(days(1))

    third = give(crowdfund, 30_000, email="ada@example.org", at=days(1))
    look_again(days(1))

    assert checks() == {
        first.pk: ("added_up", "asked"),
        second.pk: ("split", "to_check"),
        third.pk: ("added_up", "asked"),
    }


@pytest.mark.parametrize("found", [20, 40])
def test_who_was_asked_late_is_reminded_only_before_the_end(found: int) -> None:
    donation = give(make_crowdfund())
    PermissibilityCheck.objects.all().delete()
    OutgoingMail.objects.all().delete()
    look_into(donation=donation, now=days(found))

    remind_donors(days(found))

    assert not OutgoingMail.objects.filter(key__startswith="declaration_reminder:", key__endswith=":half").exists()


def test_what_was_missed_is_found_also_after_another_status_was_chosen() -> None:
    crowdfund = make_crowdfund()
    donation = give(crowdfund)
    PermissibilityCheck.objects.all().delete()
    first = give(crowdfund, 30_000, email="bob@example.org", name="Bob Brown")
    second = give(crowdfund, 30_000, email="b@example.com", name="Bob Brown")
    choose_status(status="unregulated", starts_on=days(1).date(), user=None, now=days(1))
    give(crowdfund, at=days(2), email="eve@example.org", name="Eve")

    look_again(days(2))
    flag_splits(days(2))

    assert checks() == {
        donation.pk: ("single", "asked"),
        first.pk: ("split", "to_check"),
        second.pk: ("split", "to_check"),
    }


def test_one_gift_that_cannot_be_sent_back_holds_up_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    crowdfund = make_crowdfund()
    first = give(crowdfund)
    second = give(crowdfund, email="bob@example.org")
    send_back = law_jobs.return_if_overdue

    def fail_once(*, check_id: int, now: datetime) -> None:
        if check_id == first.permissibility.pk:
            raise RuntimeError("deadlock")
        send_back(check_id=check_id, now=now)

    monkeypatch.setattr(law_jobs, "return_if_overdue", fail_once)
    return_overdue(days(29))

    assert checks() == {first.pk: ("single", "asked"), second.pk: ("single", "returned")}


def test_only_the_totals_are_locked_before_the_gifts(django_assert_num_queries: Any) -> None:
    donation = give(make_crowdfund())

    with django_assert_num_queries(2) as asked:
        lock_donations([donation.pk])

    assert " JOIN " not in asked.captured_queries[0]["sql"]
