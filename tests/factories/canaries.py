"""Somebody of whom everything is held that can be held, under names that must appear nowhere in public."""

from datetime import date

from django.utils import timezone

from donations.models import (
    Crowdfund,
    Donation,
    OfflineGift,
    PermissibilityCheck,
    Pledge,
    SupporterMessage,
    SupporterUpdate,
)
from donations.services.updates import order_update, send_updates_due, words_of
from tests.factories.comments import comment
from tests.factories.contributions import send
from tests.factories.followers import follow
from tests.factories.hubs import hub_of, place_hub
from tests.factories.meeting_wishes import want
from tests.factories.pages import place_post
from tests.factories.sign_ups import come, date_of
from tests.factories.subscribers import place_form, subscribe


def keep_of_a_donor(donation: Donation) -> None:
    """What the treasurer writes down, and an update that goes to the donor."""
    now, today, crowdfund = timezone.now(), date(2026, 11, 2), Crowdfund.objects.get()
    PermissibilityCheck.objects.create(
        donation=donation,
        rule="test",
        reason="single",
        received_on=today,
        due_on=today,
        state="to_check",
        full_name="Canary-Card Holder",
        address="1 Canary-Home Street",
    )
    money = {"amount_minor": 500, "currency": "GBP"}
    gift = {"requested_minor": 500, "currency": "GBP", "locale": "en", "created_at": now, "expires_at": now}
    cheque = Donation.objects.create(crowdfund=crowdfund, idempotency_key="cheque", state="paid", **gift)
    OfflineGift.objects.create(
        donation=cheque, method="cheque", received_on=today, payer_name="Canary-Cheque", entered_at=now
    )
    SupporterMessage.objects.create(donation=cheque, public_name="Canary-Waits", written_at=now)
    Pledge.objects.create(
        crowdfund=crowdfund,
        name="Canary-Pledge",
        email="canary-pledge@example.org",
        promised_on=today,
        entered_at=now,
        **money,
    )
    update = SupporterUpdate.objects.create(
        crowdfund=crowdfund, locale="en", subject="It is open", text="Come.", written_at=now
    )
    order_update(update_id=update.pk, as_read=words_of(update), now=now)
    send_updates_due(now)


def keep_of_somebody() -> None:
    """What people tell who come, follow, sign up, write or want a meeting."""
    now = timezone.now()
    answers = [("Why?", "canary-comes")]
    come(date_of(day=date(2099, 7, 7)), "Canary-Comes", answers=answers, email="canary-comes@example.org", now=now)
    follow(hub_of(place_hub("Frome")), "Canary-Follows", now=now)
    place_form("Sign up")
    subscribe("Canary-Signs-Up", now=now)
    told = dict.fromkeys(("name", "text"), "Canary-Contributes")
    send(email="canary-contributes@example.org", byline="A friend", **told)
    comment(place_post().translation_key, "Well said", email="canary-says@example.org")
    words = dict.fromkeys(("where", "who", "how", "name"), "Canary-Wants")
    for each in range(21):
        want(f"canary-wants-{each}", can_host=True, now=now, **words)
