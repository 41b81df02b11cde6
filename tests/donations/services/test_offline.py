"""Cheques, cash and transfers count once they are approved, once, and by whom they may be."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from wagtail.models import ModelLogEntry

from accounts.models import User
from cms.models import OutgoingMail
from donations import services
from donations.models import Crowdfund, Donation, Donor, LedgerEntry, MoneySettings, OfflineGift
from donations.services.offline import may_approve
from tests.factories.donations import NOW
from tests.factories.offline import enter, make_treasurer
from tests.factories.outbox import sent_mail
from tests.factories.recording import shown, state

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def theo(db: None) -> User:
    return make_treasurer("theo")


@pytest.fixture
def una(db: None) -> User:
    return make_treasurer("una")


def actions(gift: OfflineGift) -> list[str]:
    return list(ModelLogEntry.objects.for_instance(gift).order_by("pk").values_list("action", flat=True))


def test_what_is_entered_counts_nothing(crowdfund: Crowdfund, theo: User) -> None:
    gift = enter(crowdfund, theo)

    assert (gift.decision, gift.donation.state, gift.donation.requested_minor) == ("waiting", "created", 5000)
    assert shown(crowdfund) == (0, 0)
    assert actions(gift) == ["donations.offline"]


def test_an_approved_gift_counts_on_the_day_on_which_it_came(crowdfund: Crowdfund, theo: User) -> None:
    gift = services.approve_offline_gift(gift=enter(crowdfund, theo), user=theo, now=NOW)

    entry = LedgerEntry.objects.get()
    assert (entry.kind, entry.amount_minor, entry.payment_intent_id) == ("offline", 5000, "")
    assert entry.external_key == f"offline:{gift.donation.public_id}"
    # Noon in Britain, by summer time.
    assert (entry.occurred_at, entry.recorded_at) == (datetime(2026, 10, 20, 11, tzinfo=UTC), NOW)
    assert (shown(crowdfund), state(gift.donation)) == ((5000, 1), "paid")
    assert (gift.decided_by, gift.decided_at, gift.decided_alone) == (theo, NOW, False)


def test_the_same_form_sent_twice_is_one_gift(crowdfund: Crowdfund, theo: User) -> None:
    key = uuid4()

    assert enter(crowdfund, theo, key=key) == enter(crowdfund, theo, key=key)

    assert (Donation.objects.count(), Donor.objects.count()) == (1, 1)


def test_two_approvals_count_once(crowdfund: Crowdfund, theo: User, una: User) -> None:
    gift = enter(crowdfund, theo)
    services.approve_offline_gift(gift=gift, user=theo, now=NOW)

    with pytest.raises(services.AlreadyDecided):
        services.approve_offline_gift(gift=gift, user=una, now=NOW)

    assert shown(crowdfund) == (5000, 1)


def test_up_to_the_limit_one_person_is_enough_and_above_it_another_must_approve(
    crowdfund: Crowdfund, theo: User, una: User
) -> None:
    services.approve_offline_gift(gift=enter(crowdfund, theo, 50_000), user=theo, now=NOW)
    large = enter(crowdfund, theo, 50_001)

    with pytest.raises(services.SecondPersonNeeded):
        services.approve_offline_gift(gift=large, user=theo, now=NOW)
    assert (shown(crowdfund), actions(large)) == ((50_000, 1), ["donations.offline"])

    approved = services.approve_offline_gift(gift=large, user=una, now=NOW)
    assert (shown(crowdfund), approved.decided_alone) == ((100_001, 2), False)


def test_the_limit_is_the_treasurers(crowdfund: Crowdfund, theo: User, una: User) -> None:
    MoneySettings.objects.create(site=crowdfund.site, approval_limit_minor=4_999)

    with pytest.raises(services.SecondPersonNeeded):
        services.approve_offline_gift(gift=enter(crowdfund, theo, 5_000), user=theo, now=NOW)


@pytest.mark.parametrize("other", [None, "inactive", "without the right"])
def test_one_treasurer_alone_is_not_locked_out_and_it_is_written_down(
    crowdfund: Crowdfund, theo: User, other: str | None
) -> None:
    if other == "inactive":
        make_treasurer("una", is_active=False)
    elif other:
        User.objects.create_user("una")

    gift = services.approve_offline_gift(gift=enter(crowdfund, theo, 90_000), user=theo, now=NOW)

    assert (shown(crowdfund), gift.decided_alone) == ((90_000, 1), True)
    assert actions(gift) == ["donations.offline", "donations.offline_alone"]


def test_an_administrator_is_somebody_else(crowdfund: Crowdfund, theo: User) -> None:
    User.objects.create_superuser("ada", "ada@example.org")

    with pytest.raises(services.SecondPersonNeeded):
        services.approve_offline_gift(gift=enter(crowdfund, theo, 90_000), user=theo, now=NOW)


def test_a_declined_gift_never_counts(crowdfund: Crowdfund, theo: User) -> None:
    gift = services.decline_offline_gift(gift=enter(crowdfund, theo), reason="Not signed", user=theo, now=NOW)

    with pytest.raises(services.AlreadyDecided):
        services.approve_offline_gift(gift=gift, user=theo, now=NOW)

    assert (gift.decision, gift.reason, state(gift.donation)) == ("declined", "Not signed", "failed")
    assert (shown(crowdfund), LedgerEntry.objects.count()) == ((0, 0), 0)


def test_a_returned_gift_no_longer_counts_and_is_returned_once(crowdfund: Crowdfund, theo: User) -> None:
    gift = services.approve_offline_gift(gift=enter(crowdfund, theo), user=theo, now=NOW)

    returned = services.return_offline_gift(gift=gift, reason="Not honoured", user=theo, now=NOW)
    with pytest.raises(services.AlreadyDecided):
        services.return_offline_gift(gift=gift, reason="Not honoured", user=theo, now=NOW)

    assert (returned.decision, returned.reason, state(gift.donation)) == ("returned", "Not honoured", "refunded")
    assert shown(crowdfund) == (0, 0)
    kinds = LedgerEntry.objects.order_by("pk").values_list("kind", "amount_minor")
    assert list(kinds) == [("offline", 5000), ("offline_reversal", -5000)]


def test_what_still_waits_cannot_be_returned(crowdfund: Crowdfund, theo: User) -> None:
    gift = enter(crowdfund, theo)

    with pytest.raises(services.AlreadyDecided):
        services.return_offline_gift(gift=gift, reason="No", user=theo, now=NOW)

    assert LedgerEntry.objects.count() == 0


def test_an_address_joins_the_gifts_of_one_person_and_a_name_never_does(crowdfund: Crowdfund, theo: User) -> None:
    gifts = [
        enter(crowdfund, theo, email="Ada@Example.org"),
        enter(crowdfund, theo, email="ada@example.org"),
        enter(crowdfund, theo),
        enter(crowdfund, theo),
        enter(crowdfund, theo, payer_name="", payer_address="1 Analytical Row"),
        enter(crowdfund, theo, payer_name=""),
    ]
    for gift in gifts:
        services.approve_offline_gift(gift=gift, user=theo, now=NOW)

    donors = [gift.donation.donor for gift in gifts]
    assert donors[0] == donors[1]
    assert len({donor.pk for donor in donors[1:5] if donor}) == 4
    assert donors[5] is None
    assert shown(crowdfund) == (30_000, 5)


def test_a_receipt_goes_to_an_address_that_is_known_once_the_gift_counts(crowdfund: Crowdfund, theo: User) -> None:
    gift = enter(crowdfund, theo, email="ada@example.org")
    assert OutgoingMail.objects.count() == 0

    services.approve_offline_gift(gift=gift, user=theo, now=NOW)
    services.approve_offline_gift(gift=enter(crowdfund, theo), user=theo, now=NOW)

    mail = sent_mail("receipt:")
    assert (mail.to, mail.key) == ("ada@example.org", f"receipt:{gift.donation.public_id}")
    assert "£50" in mail.subject
    assert "20 October 2026" in mail.text


def test_a_line_of_a_statement_is_taken_in_once(crowdfund: Crowdfund, theo: User) -> None:
    enter(crowdfund, theo, line_key="line-1")

    with pytest.raises(services.LineTakenIn):
        enter(crowdfund, theo, line_key="line-1", received_on=date(2026, 10, 21))

    assert (Donation.objects.count(), OfflineGift.objects.count(), Donor.objects.count()) == (1, 1, 1)


def test_the_log_names_nobody_who_gave(crowdfund: Crowdfund, theo: User) -> None:
    services.approve_offline_gift(gift=enter(crowdfund, theo, email="ada@example.org"), user=theo, now=NOW)

    told = " ".join(f"{entry.label} {entry.data}" for entry in ModelLogEntry.objects.all())
    assert "Ada" not in told
    assert "ada@" not in told


def test_whoever_may_only_enter_gifts_counts_none(crowdfund: Crowdfund) -> None:
    clerk = User.objects.create_user("clerk")

    assert not may_approve(enter(crowdfund, clerk), clerk)
