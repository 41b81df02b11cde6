"""The demo's gifts outside Stripe, a pledge and a match, entered as its treasurer and admin would."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from uuid import NAMESPACE_URL, UUID, uuid5

from accounts.models import User
from donations import services
from donations.models import Crowdfund, MatchFund, OfflineGift, Pledge
from pages.demo.building import key_of
from pages.demo.dates import Dates

POUND = 100
CROWDFUND = "online-hub"
SPONSOR = "The Example Trust"
PLEDGED_BY = "Table four at the Frome meeting"


@dataclass(frozen=True)
class Offline:
    """One gift. It is approved by the admin, or waits for somebody who did not enter it."""

    number: int
    amount_minor: int
    method: str
    day: date
    payer: str
    note: str
    is_approved: bool

    @property
    def key(self) -> UUID:
        return uuid5(NAMESPACE_URL, f"demo:offline:{self.number}")


def gifts(dates: Dates) -> list[Offline]:
    """A cheque of £50, which counts, and a transfer above the limit, which waits."""
    cheque, transfer = OfflineGift.Method.CHEQUE, OfflineGift.Method.TRANSFER
    return [
        Offline(1, 50 * POUND, cheque, dates.from_now(-2), "Ffion Hale", "Handed over at the Frome meeting.", True),
        Offline(2, 600 * POUND, transfer, dates.from_now(-1), "Gerallt Price", "From the bank statement.", False),
    ]


def load_offline(dates: Dates) -> int:
    """Enter what is missing. Gives how many were entered."""
    crowdfund, treasurer = Crowdfund.objects.get(key=key_of(CROWDFUND)), User.objects.get(username="treasurer")
    entered = sum(_enter(gift, crowdfund, treasurer) for gift in gifts(dates))
    if not Pledge.objects.filter(crowdfund=crowdfund, name=PLEDGED_BY).exists():
        services.enter_pledge(
            crowdfund=crowdfund,
            amount_minor=300 * POUND,
            promised_on=dates.from_now(-3),
            name=PLEDGED_BY,
            user=treasurer,
            now=_morning(dates.from_now(-2)),
        )
        entered += 1
    if not MatchFund.objects.filter(crowdfund=crowdfund, sponsor=SPONSOR).exists():
        fund = MatchFund(
            crowdfund=crowdfund,
            sponsor=SPONSOR,
            limit_minor=1000 * POUND,
            starts_on=dates.from_now(-7),
            ends_on=dates.from_now(21),
        )
        services.keep_match_fund(fund=fund, user=treasurer)
        entered += 1
    return entered


def _enter(gift: Offline, crowdfund: Crowdfund, treasurer: User) -> bool:
    if OfflineGift.objects.filter(donation__idempotency_key=f"offline:{gift.key}").exists():
        return False
    received = services.Received(
        amount_minor=gift.amount_minor,
        method=gift.method,
        received_on=gift.day,
        payer_name=gift.payer,
        note=gift.note,
    )
    now = _morning(gift.day)
    entered = services.enter_offline_gift(
        key=gift.key, crowdfund=crowdfund, received=received, locale="en", user=treasurer, now=now
    )
    if gift.is_approved:
        services.approve_offline_gift(gift=entered, user=treasurer, now=now)
    return True


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(13), UTC)
