"""Reads of people who signed up and of what they agreed to, chainable."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import models
from django.db.models import Count

if TYPE_CHECKING:
    from community.models import Consent, Subscriber  # noqa: F401


class ConsentQuerySet(models.QuerySet["Consent"]):
    def pending(self) -> "ConsentQuerySet":
        """Asked for with a form, and not confirmed by whoever owns the address."""
        return self.filter(confirmed_at=None, withdrawn_at=None)

    def in_force(self) -> "ConsentQuerySet":
        """Those on which mail may be sent."""
        return self.filter(confirmed_at__isnull=False, withdrawn_at=None)

    def by_purpose(self) -> dict[str, int]:
        """How many there are for each purpose."""
        return dict(self.order_by().values_list("purpose").annotate(Count("pk")))


class SubscriberQuerySet(models.QuerySet["Subscriber"]):
    def current(self) -> "SubscriberQuerySet":
        """Those who may be written to about something."""
        return self.filter(confirmed_at__isnull=False, left_at=None)

    def unconfirmed(self) -> "SubscriberQuerySet":
        return self.filter(confirmed_at=None)

    def left(self) -> "SubscriberQuerySet":
        return self.filter(left_at__isnull=False)

    def agreeing_to(self, purpose: str) -> "SubscriberQuerySet":
        """Those who may be written to about this."""
        held = {"consents__confirmed_at__isnull": False, "consents__withdrawn_at": None}
        return self.current().filter(consents__purpose=purpose, **held)

    def by_page(self) -> dict[UUID, int]:
        """How many first signed up on each page, by its translation key; most first."""
        return dict(self.order_by().values_list("page_key").annotate(count=Count("pk")).order_by("-count", "page_key"))

    def with_consents(self) -> "SubscriberQuerySet":
        """With all that each ever agreed to."""
        return self.prefetch_related("consents")
