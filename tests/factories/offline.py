"""Offline gifts, pledges and matches for tests, entered as the treasury enters them."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.models import Group

from accounts import roles
from accounts.models import User
from donations import services
from donations.models import Crowdfund, MatchFund, OfflineGift, Pledge
from tests.factories.donations import NOW


def make_treasurer(name: str = "theo", **changes: Any) -> User:
    """Somebody in the group of treasurers; `changes` are any of the user's fields."""
    user = User.objects.create_user(name, f"{name}@example.org", **changes)
    user.groups.set(Group.objects.filter(name=roles.TREASURERS))
    return user


def enter(
    crowdfund: Crowdfund, user: Any, amount_minor: int = 5000, *, key: UUID | None = None, **changes: Any
) -> OfflineGift:
    """A cheque of £50 that came on 20 October 2026; `changes` are any fields of `Received`."""
    wanted = {"method": "cheque", "received_on": date(2026, 10, 20), "payer_name": "Ada Byron"}
    received = services.Received(amount_minor=amount_minor, **(wanted | changes))
    return services.enter_offline_gift(
        key=key or uuid4(), crowdfund=crowdfund, received=received, locale="en", user=user, now=NOW
    )


def promise(crowdfund: Crowdfund, amount_minor: int = 5000, user: Any = None, **changes: Any) -> Pledge:
    """A pledge of £50 by Bo."""
    wanted = {"promised_on": date(2026, 10, 20), "name": "Bo"}
    return services.enter_pledge(
        crowdfund=crowdfund, amount_minor=amount_minor, user=user, now=NOW, **(wanted | changes)
    )


def match(crowdfund: Crowdfund, user: Any = None, **changes: Any) -> MatchFund:
    """£1 for each £1 from 1 October 2026 to the end of November, at most £2,000; `changes` are any of its fields."""
    wanted = {
        "sponsor": "The Example Trust",
        "percent": 100,
        "limit_minor": 200_000,
        "starts_on": date(2026, 10, 1),
        "ends_on": date(2026, 11, 30),
    }
    return services.keep_match_fund(fund=MatchFund(crowdfund=crowdfund, **(wanted | changes)), user=user)
