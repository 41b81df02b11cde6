"""The demo's money that did not come through Stripe."""

from datetime import date

import pytest

from accounts.models import User
from donations.models import Crowdfund, OfflineGift
from pages.demo.building import key_of
from pages.demo.dates import Dates
from pages.demo.offline import load_offline
from tests.factories.donations import make_crowdfund
from tests.factories.offline import make_treasurer

pytestmark = pytest.mark.django_db


def test_a_cheque_counts_a_transfer_waits_and_a_pledge_and_a_match_stand_beside() -> None:
    crowdfund = make_crowdfund()
    Crowdfund.objects.update(key=key_of("online-hub"))
    make_treasurer("treasurer")

    entered = load_offline(Dates(date(2026, 11, 23)))

    assert (entered, load_offline(Dates(date(2026, 11, 23)))) == (4, 0)
    gifts = OfflineGift.objects.order_by("pk").values_list("donation__requested_minor", "decision", "decided_alone")
    assert list(gifts) == [(5_000, "approved", False), (60_000, "waiting", False)]
    progress = Crowdfund.objects.get(pk=crowdfund.pk).progress()
    assert (progress.raised_minor, progress.pledged_minor, progress.matched_minor) == (5_000, 30_000, 5_000)
    assert User.objects.get().username == "treasurer"
