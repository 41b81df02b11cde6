"""The demo's past gifts, each made as a visitor's is: a checkout, a payment in the sandbox, signed webhooks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.test.utils import override_settings
from django.utils import timezone

from donations.gateways import get_gateway
from donations.models import Crowdfund, Donation
from donations.sandbox import actions
from donations.sandbox.delivery import connections_kept_open, deliver_due
from donations.services import start_checkout
from pages.demo.building import key_of
from pages.demo.dates import Dates

State = Donation.State

POUND = 100
FIRST_AMOUNTS = (25, 50, 100, 10, 250, 20, 50, 75, 25, 100, 60, 50)
HUB_AMOUNTS = (50, 25, 10, 5, 100, 25, 250, 50)
# Two are above what the law has checked, and the others less by as much: see checks.py.
HUB_EXCEPTIONS = {6: 25, 12: 30, 14: 25, 22: 510, 30: 510}
SUBTITLES_AMOUNTS = (50, 25, 100, 20, 75, 40, 10, 60)
FIRST_NAMES = (
    "Amina", "Bryn", "Carys", "Dev", "Elin", "Farid", "Grace", "Huw", "Isla", "Jonah", "Kezia", "Leo", "Megan",
    "Nadia", "Owen", "Priya", "Rhys", "Sorcha", "Tomos", "Una", "Viktor", "Wren", "Yusuf",
)  # fmt: skip
LAST_NAMES = ("Adeyemi", "Beynon", "Clarke", "Douglas", "Evans", "Fletcher", "Gill", "Hughes", "Iqbal", "Jones")


@dataclass(frozen=True)
class Gift:
    """One past gift. `refunded_minor` went back a week later."""

    number: int
    crowdfund: str
    amount_minor: int
    day: date
    refunded_minor: int = 0

    @property
    def key(self) -> str:
        return f"demo:{self.crowdfund}:{self.number}"

    @property
    def name(self) -> str:
        # 23 and 10 have no common divisor, so that no name comes twice.
        return f"{FIRST_NAMES[self.number % 23]} {LAST_NAMES[self.number % 10]}"

    @property
    def email(self) -> str:
        return self.name.lower().replace(" ", ".") + "@example.org"

    @property
    def locale(self) -> str:
        return "cy" if self.number % 9 == 4 else "en"

    @property
    def at(self) -> datetime:
        return datetime.combine(self.day, time(8 + self.number * 5 % 14, self.number * 17 % 60), UTC)


def gifts(dates: Dates) -> Iterator[Gift]:
    """60 gifts to the first crowdfund, of which £4,030 stay, 31 to the hub (£1,985), 16 for subtitles (£760)."""
    for number in range(60):
        day, refunded = dates.after_evening(number - 64), {20: 25, 42: 20}.get(number, 0)
        yield Gift(number, "first-meetings", FIRST_AMOUNTS[number % 12] * POUND, day, refunded * POUND)
    for number in range(31):
        day, refunded = dates.from_now(number - 33), {13: 25}.get(number, 0)
        amount = HUB_EXCEPTIONS.get(number, HUB_AMOUNTS[number % 8])
        yield Gift(number + 50, "online-hub", amount * POUND, day, refunded * POUND)
    for number in range(16):
        yield Gift(number + 90, "subtitles", SUBTITLES_AMOUNTS[number % 8] * POUND, dates.from_now(2 * number - 48))


def load_gifts(dates: Dates) -> int:
    """Make the gifts that are missing or were not finished. Gives how many were made."""
    if not Donation.objects.exists():
        # A sandbox left over from another database would know payments that this one never heard of.
        actions.reset()
    # What a run that was stopped has left half-way arrives, or is over.
    deliver_due(timezone.now())
    known = {donation.idempotency_key: donation for donation in Donation.objects.all()}
    # Nobody waits for the receipts of these gifts: they are written, and sent nowhere.
    # Of SQLite, each last connection that closed between two webhooks would write its log back to the disk.
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend"), connections_kept_open():
        return sum(_make(gift, known.get(gift.key)) for gift in gifts(dates))


def _make(gift: Gift, donation: Donation | None) -> bool:
    """Do what is still to be done of a gift. Gives whether there was anything."""
    if donation is None or donation.state in (State.CREATED, State.OPEN):
        payment = _pay(gift)
    elif donation.state == State.PAID and gift.refunded_minor:
        payment = str(donation.payment_intent_id)
    else:
        return False
    if gift.refunded_minor:
        actions.refund(payment, gift.refunded_minor, at=gift.at + timedelta(days=7))
    return True


def _pay(gift: Gift) -> str:
    crowdfund = Crowdfund.objects.get(key=key_of(gift.crowdfund))
    # As it was on the day of the gift; this instance is not saved.
    crowdfund.is_published, crowdfund.last_day = True, None
    donation = start_checkout(
        crowdfund=crowdfund,
        amount_minor=gift.amount_minor,
        idempotency_key=gift.key,
        locale=gift.locale,
        source="",
        gateway=get_gateway(),
        now=timezone.now(),
    )
    return actions.pay(str(donation.checkout_session_id), email=gift.email, name=gift.name, at=gift.at)
