"""Updates to supporters: ordered with one press, sent in steps by the clock, to each who wants them once."""

import json
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.core import signing
from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils import translation

from cms import caching
from cms.addresses import absolute
from cms.mail import queue_mail
from donations.models import Donation, Donor, SupporterUpdate
from donations.services.supporters import MAY_SPEAK
from donations.spending import spent_shares

STEP = 50
"""How many mails are written in one transaction."""

MOST_AT_ONCE = 200
"""How many in one minute: other jobs of the clock wait meanwhile."""

_signer = signing.Signer(salt="donations.stop_updates")


def recipients(update: SupporterUpdate) -> QuerySet[Donor]:
    """Who gets an update: who wants updates, has money here, and gave last in its language. Each once."""
    own = Donation.objects.filter(donor=OuterRef("pk"), crowdfund=update.crowdfund_id, state__in=MAY_SPEAK)
    wanting = Donor.objects.filter(wants_updates_since__isnull=False, email__isnull=False, erased_at=None)
    return wanting.alias(language=Subquery(own.order_by("-pk").values("locale")[:1])).filter(language=update.locale)


class ChangedSince(Exception):
    """Somebody has changed the words after they were read."""


def words_of(update: SupporterUpdate) -> str:
    """A fingerprint of all that decides what is sent, and to whom."""
    told = [update.crowdfund_id, update.locale, update.subject, update.text, update.with_spending]
    return sha256(json.dumps(told).encode()).hexdigest()


def change_draft(*, update_id: int, changes: Mapping[str, Any]) -> bool:
    """Change these fields, unless it was sent or deleted in the meantime; whether it was changed."""
    return bool(SupporterUpdate.objects.filter(pk=update_id, ordered_at=None).update(**changes))


def delete_draft(*, update_id: int) -> bool:
    """Delete it, unless it was sent in the meantime; whether it is gone by this."""
    return bool(SupporterUpdate.objects.filter(pk=update_id, ordered_at=None).delete()[0])


@transaction.atomic
def order_update(*, update_id: int, as_read: str, now: datetime) -> bool:
    """Have an update sent, and shown on the web; whether this was the press that did it.

    `as_read` is the fingerprint (`words_of`) of what was read before the press. Raises: ChangedSince.
    """
    drafts = SupporterUpdate.objects.select_for_update(of=("self",)).filter(pk=update_id, ordered_at=None)
    update = drafts.select_related("crowdfund").first()
    if update is None:
        return False
    if words_of(update) != as_read:
        raise ChangedSince
    SupporterUpdate.objects.filter(pk=update_id).update(ordered_at=now)
    caching.purge(update.crowdfund.cache_tag)
    return True


def send_updates_due(now: datetime) -> None:
    """The job of every minute: go on with what was ordered, from where it stopped."""
    left = MOST_AT_ONCE
    ordered = SupporterUpdate.objects.filter(ordered_at__isnull=False, sent_at=None).order_by("ordered_at")
    for update_id in list(ordered.values_list("pk", flat=True)):
        while left > 0:
            sent, is_over = send_step(update_id=update_id, now=now, most=min(STEP, left))
            left -= sent
            if is_over:
                break


@transaction.atomic
def send_step(*, update_id: int, now: datetime, most: int = STEP) -> tuple[int, bool]:
    """Write the next mails of an update into the outbox: how many, and whether they were the last.

    How far it got is kept in the same transaction: whatever dies in between, nobody is left out or written to twice.
    """
    update = SupporterUpdate.objects.select_for_update(of=("self",)).select_related("crowdfund").get(pk=update_id)
    if update.ordered_at is None or update.sent_at is not None:
        return 0, True
    donors = list(recipients(update).filter(pk__gt=update.last_donor_id).order_by("pk")[:most])
    shared = mail_context(update)
    for donor in donors:
        _queue(update, donor, shared, now)
    is_over = len(donors) < most
    update.last_donor_id = donors[-1].pk if donors else update.last_donor_id
    update.sent_to += len(donors)
    update.sent_at = now if is_over else None
    update.save(update_fields=["last_donor_id", "sent_to", "sent_at"])
    return len(donors), is_over


def mail_context(update: SupporterUpdate) -> dict[str, Any]:
    """What the mail and the preview of an update are made of, all but the link that stops them."""
    shares = spent_shares(update.crowdfund, update.locale) if update.with_spending else []
    return {
        "update": update,
        "crowdfund": update.crowdfund,
        "shares": shares,
        "spent_minor": sum(share.spent_minor for share in shares),
    }


def _queue(update: SupporterUpdate, donor: Donor, shared: dict[str, Any], now: datetime) -> None:
    stop_url = absolute(stop_path(donor.pk, update.locale))
    queue_mail(
        key=f"update:{update.pk}:{donor.pk}",
        to=donor.email,
        template="supporter_update",
        context={**shared, "stop_url": stop_url},
        locale=update.locale,
        now=now,
        unsubscribe_url=stop_url,
    )


def stop_path(donor_id: int, locale: str) -> str:
    """The personal page on which a donor stops updates. It is good for ever, and names nobody."""
    with translation.override(locale):
        return reverse("donations:stop_updates", args=[_signer.sign(str(donor_id))])


def donor_of(token: str) -> int | None:
    """Whose page a token leads to; None for one that we did not make."""
    try:
        return int(_signer.unsign(token))
    except (signing.BadSignature, ValueError):
        return None
