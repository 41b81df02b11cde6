"""A monthly gift on its page, its receipt and its mail: what is taken, when next, and until when."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from donations.models import Crowdfund, Donation, RecurringDonation
from donations.services.recurring import pauses_of
from tests.factories.answers import shown
from tests.factories.donations import NOW, subscription_fact
from tests.factories.monthly import Subscriptions
from tests.factories.outbox import sent_mail
from tests.factories.recording import record

pytestmark = pytest.mark.django_db


def ends(last_day: date, **changes: Any) -> None:
    Crowdfund.objects.update(last_day=last_day, **changes)


def test_a_pause_tells_the_day_of_the_next_payment(client: Client, gift: RecurringDonation, first: Donation) -> None:
    record(subscription_fact(first, state="paused", next_payment_at=None, paused_until=NOW + timedelta(days=40)))

    html = shown(client.get(gift.manage_path))

    assert "Nothing is taken until 12 December 2026. The next payment is on 2 January 2027." in html


def test_no_payment_is_told_of_that_would_come_after_the_crowdfund(
    client: Client, gift: RecurringDonation, first: Donation
) -> None:
    record(subscription_fact(first, state="paused", next_payment_at=None, paused_until=NOW + timedelta(days=40)))
    ends(date(2027, 1, 1))

    html = shown(client.get(gift.manage_path))

    assert "No payment follows: the crowdfund ends on 1 January 2027, and your gift with it." in html
    assert "2 January 2027" not in html
    ends(date(2027, 1, 2))
    assert "The next payment is on 2 January 2027." in shown(client.get(gift.manage_path))


def test_an_active_gift_has_no_next_payment_after_the_crowdfund_unless_it_goes_on(
    client: Client, gift: RecurringDonation
) -> None:
    ends(date(2026, 12, 1))

    assert "2 December 2026" not in shown(client.get(gift.manage_path))
    ends(date(2026, 12, 1), monthly="goes_on")
    assert "2 December 2026" in shown(client.get(gift.manage_path))


@pytest.mark.parametrize(
    ("last_day", "offered"), [(date(2027, 1, 2), [1]), (date(2027, 2, 2), [1, 2]), (None, [1, 2, 3])]
)
def test_only_a_pause_that_a_payment_follows_is_offered(
    gift: RecurringDonation, last_day: date | None, offered: list[int]
) -> None:
    gift.crowdfund.last_day = last_day

    assert pauses_of(gift, NOW + timedelta(days=5)) == offered


def test_without_a_pause_to_offer_the_page_says_why_and_takes_none(
    client: Client, gift: RecurringDonation, stripe: Subscriptions
) -> None:
    ends(date(2026, 11, 30))

    html = shown(client.get(gift.manage_path))

    assert "The crowdfund ends on 30 November 2026, before a payment could follow a pause." in html
    assert 'name="months"' not in html
    assert (client.post(gift.manage_path, {"do": "pause", "months": "1"}).status_code, stripe.asked) == (422, [])


def test_the_same_amount_again_changes_nothing_and_says_so(
    client: Client, gift: RecurringDonation, stripe: Subscriptions
) -> None:
    answer = client.post(gift.manage_path, {"do": "change", "amount": "10"})

    html = shown(client.get(answer["Location"]))
    assert "Nothing changed: it is £10 already." in html
    assert ("Changed:" in html, stripe.asked) == (False, [])


def test_the_law_s_check_is_named_beside_the_amount(client: Client, gift: RecurringDonation) -> None:
    assert "By law we check gifts above £500, and who gave them may be published." in shown(
        client.get(gift.manage_path)
    )


def test_the_receipt_tells_how_much_comes_when_and_until_when(
    client: Client, gift: RecurringDonation, first: Donation
) -> None:
    ends(date(2027, 1, 8))

    html = shown(client.get(first.receipt_path))

    assert "£10 each month; next payment 2 December 2026; stops 8 January 2027." in html
    record(subscription_fact(first, next_payment_at=NOW))
    assert "£10 each month; stops 8 January 2027." in shown(client.get(first.receipt_path))


def test_the_mail_with_the_receipt_tells_the_same(gift: RecurringDonation) -> None:
    mail = sent_mail("receipt:")

    assert (
        "This is a monthly gift. £10 each month; next payment 2 December 2026.\nChange or stop it:\nhttp" in mail.text
    )
    assert "£10 each month; next payment 2 December 2026." in mail.html
