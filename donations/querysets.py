"""Reads of giving, chainable, in the words of the domain."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, Sum
from django.db.models.functions import Coalesce

from donations.rules import FEE

if TYPE_CHECKING:
    from donations.models import Crowdfund, LedgerEntry  # noqa: F401


class CrowdfundQuerySet(models.QuerySet["Crowdfund"]):
    def in_force(self) -> "CrowdfundQuerySet":
        """What the public may see, with its total and its words in two queries."""
        return self.filter(is_published=True).select_related("total").prefetch_related("texts")


class LedgerQuerySet(models.QuerySet["LedgerEntry"]):
    def counted(self) -> "LedgerQuerySet":
        """What the public total counts: gross money in and out. Fees stand beside it."""
        return self.exclude(kind=FEE)

    def sum_minor(self) -> int:
        total: int | None = self.aggregate(sum=Sum("amount_minor"))["sum"]
        return total or 0

    def donor_count(self) -> int:
        """Distinct donors with a positive net; a donation whose donor is not known counts as one."""
        donor: Any = Coalesce(F("donation__donor_id"), -F("donation_id"))
        per_donor = self.values(donor=donor).annotate(net=Sum("amount_minor")).filter(net__gt=0)
        return per_donor.count()
