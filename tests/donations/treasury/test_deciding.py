"""Who may look at what was entered may not decide on it by that."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from accounts.models import User
from donations import services
from donations.models import Crowdfund, OfflineGift, Pledge
from tests.factories.donations import NOW
from tests.factories.offline import enter, make_treasurer, promise

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def auditor(db: None) -> Client:
    """Somebody who may look at everything that is entered and change nothing."""
    user = User.objects.create_user("avery")
    rights = ("access_admin", "view_offlinegift", "view_pledge", "view_matchfund")
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    browser = Client()
    browser.force_login(user)
    return browser


@pytest.mark.parametrize("decide", ["approve", "decline", "return"])
def test_a_gift_is_shown_and_stays_as_it_is(auditor: Client, crowdfund: Crowdfund, decide: str) -> None:
    theo = make_treasurer()
    gift = enter(crowdfund, theo)
    if decide == "return":
        services.approve_offline_gift(gift=gift, user=theo, now=NOW)
    before = OfflineGift.objects.values().get()
    address = f"/admin/offlinegift/inspect/{gift.pk}/"

    page = auditor.get(address).content.decode()
    auditor.post(address, {"decide": decide, "reason": "I say so"})

    assert "Ada Byron" in page
    assert 'name="decide"' not in page
    assert OfflineGift.objects.values().get() == before


def test_a_pledge_is_shown_and_stays_open(auditor: Client, crowdfund: Crowdfund) -> None:
    address = f"/admin/pledge/inspect/{promise(crowdfund).pk}/"

    page = auditor.get(address).content.decode()
    auditor.post(address, {"decide": "kept"})

    assert 'name="decide"' not in page
    assert Pledge.objects.get().state == "open"


@pytest.mark.parametrize("path", ["offlinegift/new/", "offlinegift/import/", "pledge/new/", "matchfund/new/"])
def test_nothing_is_entered(auditor: Client, crowdfund: Crowdfund, path: str) -> None:
    assert auditor.get(f"/admin/{path}").status_code == 302
    assert auditor.post(f"/admin/{path}", {"crowdfund": crowdfund.pk}).status_code == 302
