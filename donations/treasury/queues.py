"""What waits for the treasurer: how much of each, until when, and where it is done."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, Min, Model, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

from donations.models import (
    Dispute,
    Donation,
    OfflineGift,
    PermissibilityCheck,
    RefundOrder,
    RefundRequest,
    StripeEvent,
    SupporterMessage,
)
from donations.services.disputes import TO_ANSWER

HELD_FOR = timedelta(days=120)
"""Nobody is reminded longer of money that was held back: once it went back at Stripe, we do not hear of it."""


@dataclass(frozen=True, slots=True)
class Queue:
    """`words` name how many of what wait; `due` until when, where there is a deadline; `is_late` once it has passed."""

    words: str
    url: str
    due: str = ""
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of what waits. `words` say how many; `query` leads to them in their table, and finds them unless `rows`
    does, given the time now.
    """

    model: type[Model]
    words: Any
    query: dict[str, str]
    due_field: str = ""
    rows: Callable[[datetime], QuerySet[Any]] | None = None

    @property
    def name(self) -> str:
        """What its table and the right to look at it are called by."""
        return self.model._meta.model_name or ""

    def waiting(self, now: datetime) -> QuerySet[Any]:
        """Those that wait."""
        return self.rows(now) if self.rows else self.model._default_manager.filter(**self.query)


KINDS = (
    Kind(
        PermissibilityCheck,
        ngettext_lazy("%(count)s gift to check by law", "%(count)s gifts to check by law", "count"),
        {"state": PermissibilityCheck.State.TO_CHECK},
        "due_on",
    ),
    Kind(
        PermissibilityCheck,
        ngettext_lazy(
            "%(count)s gift of which the law asks more waits for its donor",
            "%(count)s gifts of which the law asks more wait for their donors",
            "count",
        ),
        {"state": PermissibilityCheck.State.ASKED},
        "due_on",
    ),
    Kind(
        Dispute,
        ngettext_lazy("%(count)s dispute to answer", "%(count)s disputes to answer", "count"),
        {},
        "due_by",
        lambda now: Dispute.objects.filter(status__in=TO_ANSWER),
    ),
    Kind(
        OfflineGift,
        ngettext_lazy(
            "%(count)s cheque, cash gift or transfer to approve",
            "%(count)s cheques, cash gifts or transfers to approve",
            "count",
        ),
        {"decision": OfflineGift.Decision.WAITING},
    ),
    Kind(
        RefundRequest,
        ngettext_lazy("%(count)s request for money back", "%(count)s requests for money back", "count"),
        {"state": RefundRequest.State.WAITING},
    ),
    Kind(
        RefundOrder,
        ngettext_lazy("%(count)s refund that Stripe refused", "%(count)s refunds that Stripe refused", "count"),
        {"state": RefundOrder.State.REFUSED},
        rows=lambda now: _refused_refunds(),
    ),
    Kind(
        RefundOrder,
        ngettext_lazy("%(count)s refund waits for Stripe", "%(count)s refunds wait for Stripe", "count"),
        {"state": RefundOrder.State.WAITING},
    ),
    Kind(
        StripeEvent,
        ngettext_lazy("%(count)s webhook that failed", "%(count)s webhooks that failed", "count"),
        {"status": StripeEvent.Status.FAILED},
    ),
    Kind(
        StripeEvent,
        ngettext_lazy("%(count)s webhook waits for its payment", "%(count)s webhooks wait for their payments", "count"),
        {"status": StripeEvent.Status.WAITING},
    ),
    Kind(
        Donation,
        ngettext_lazy(
            "%(count)s gift of which money is held back", "%(count)s gifts of which money is held back", "count"
        ),
        {"held": "yes"},
        rows=lambda now: Donation.objects.filter(created_at__gte=now - HELD_FOR).exclude(held_because=""),
    ),
    Kind(
        SupporterMessage,
        ngettext_lazy("%(count)s supporter’s message to approve", "%(count)s supporters’ messages to approve", "count"),
        {"state": SupporterMessage.State.WAITING},
    ),
)


def _refused_refunds() -> QuerySet[RefundOrder]:
    """Those that nobody has made good: by a later refund of the gift, or by sending all of it back.

    A donor's wish that waits again stands for its own; one that was declined then wants nothing more.
    """
    refused = RefundOrder.objects.filter(state=RefundOrder.State.REFUSED).exclude(donation__state="refunded")
    wished = (RefundRequest.State.WAITING, RefundRequest.State.DECLINED)
    refused = refused.exclude(why=RefundOrder.Why.DONOR_ASKED, donation__refund_request__state__in=wished)
    later = RefundOrder.objects.filter(donation=OuterRef("donation"), pk__gt=OuterRef("pk"))
    return refused.exclude(Exists(later.filter(state=RefundOrder.State.DONE)))


def queues(user: Any, now: datetime) -> list[Queue]:
    """All that waits and that this user may look at; one query for each kind."""
    return list(_waiting(user, now))


def _waiting(user: Any, now: datetime) -> Iterator[Queue]:
    for kind in KINDS:
        if not user.has_perm(f"donations.view_{kind.name}"):
            continue
        wanted = {"count": Count("pk")} | ({"due": Min(kind.due_field)} if kind.due_field else {})
        found = kind.waiting(now).aggregate(**wanted)
        if count := found["count"]:
            due, is_late = _due(found.get("due"), now)
            yield Queue(kind.words % {"count": count}, _address(kind), due, is_late)


def _address(kind: Kind) -> str:
    address = reverse(f"{kind.name}:index")
    return f"{address}?{urlencode(kind.query)}" if kind.query else address


def _due(due: date | datetime | None, now: datetime) -> tuple[str, bool]:
    """The nearest deadline in words, and whether it has passed."""
    if due is None:
        return "", False
    day = timezone.localdate(due) if isinstance(due, datetime) else due
    days = (day - timezone.localdate(now)).days
    if days < 0 or (isinstance(due, datetime) and due < now):
        return _("the first by %(day)s: too late") % {"day": date_format(day, "j F")}, True
    if days == 0:
        return _("the first today"), False
    words = ngettext("the first by %(day)s, %(days)s day left", "the first by %(day)s, %(days)s days left", days)
    return words % {"day": date_format(day, "j F"), "days": days}, False
