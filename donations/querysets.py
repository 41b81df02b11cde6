"""Reads of giving, chainable, in the words of the domain."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, Sum, When
from django.db.models.functions import Coalesce, Lower, TruncDate
from django.utils.translation import get_language

from cms.row_lists import list_of
from donations.periods import Period
from donations.rules import FEE, count_by_key

if TYPE_CHECKING:
    from donations.models import Crowdfund, Donation, LedgerEntry, RecurringDonation, SupporterMessage, SupporterUpdate  # noqa: F401


TIME_TO_PUBLISH_AGAIN = timedelta(days=7)
"""For so long the monthly gifts of an unpublished crowdfund live on: it may be away for a correction only."""


class CrowdfundQuerySet(models.QuerySet["Crowdfund"]):
    def in_force(self) -> "CrowdfundQuerySet":
        """What the public may see, with its total and its words.

        It knows what there is beside these, so that nobody asks in vain: `has_supporters` who are named, and
        `has_updates` in the current language.
        """
        from donations.models import CrowdfundText, SupporterMessage, SupporterUpdate

        named = SupporterMessage.objects.shown().filter(donation__crowdfund=OuterRef("pk"))
        words = {name: F(name) for name in ("id", "locale", "title", "path")}
        in_force = self.filter(is_published=True).annotate(
            told_texts=list_of(CrowdfundText.objects.filter(crowdfund=OuterRef("pk")), **words),
            has_supporters=Exists(named.order_by()),
            has_updates=Exists(SupporterUpdate.objects.told().filter(crowdfund=OuterRef("pk"))),
        )
        return in_force.select_related("total")


class DonationQuerySet(models.QuerySet["Donation"]):
    def with_net(self) -> "DonationQuerySet":
        """With `net_minor`: what came in less what went back, gross; 0 before anything came in."""
        from donations.models import LedgerEntry

        # A sum of its own for each row that is read, so that a page of a list does not add up all that there is.
        entries = LedgerEntry.objects.filter(donation=OuterRef("pk")).counted().order_by().values("donation")
        counted = Subquery(entries.annotate(sum=Sum("amount_minor")).values("sum"))
        return self.annotate(net_minor=Coalesce(counted, 0, output_field=models.BigIntegerField()))

    def locked(self) -> "DonationQuerySet":
        """Nobody else's until the transaction ends, with what hangs on them. Their totals must be locked before."""
        return self.select_for_update(of=("self",)).select_related("crowdfund", "donor", "permissibility")

    def kept_above(self, minor: int) -> "DonationQuerySet":
        """Those of which more than so much is left."""
        return self.with_net().filter(Q(net_minor__gt=minor))


class RecurringQuerySet(models.QuerySet["RecurringDonation"]):
    def running(self) -> "RecurringQuerySet":
        """Those that Stripe takes money for, now or after a pause, until somebody stops them."""
        return self.filter(subscription_id__isnull=False).exclude(state="ended")

    def outlived(self, today: date) -> "RecurringQuerySet":
        """Those whose crowdfund is over, or has been out of force for a week, and that should not go on after it."""
        withdrawn = Q(crowdfund__is_published=False, crowdfund__withdrawn_on__lte=today - TIME_TO_PUBLISH_AGAIN)
        over = Q(crowdfund__last_day__lt=today) | withdrawn
        return self.filter(over).exclude(crowdfund__monthly="goes_on")


class LedgerQuerySet(models.QuerySet["LedgerEntry"]):
    def counted(self) -> "LedgerQuerySet":
        """What the public total counts: gross money in and out. Fees stand beside it."""
        return self.exclude(kind=FEE)

    def sum_minor(self) -> int:
        total: int | None = self.aggregate(sum=Sum("amount_minor"))["sum"]
        return total or 0

    def counted_for(self, payment_intent_id: str) -> dict[str, tuple[int, str]]:
        """What is counted under each key of one payment; see rules.count_by_key."""
        return count_by_key(self.filter(payment_intent_id=payment_intent_id).order_by("pk"))

    def by_day(self) -> list[Period]:
        """The days, by the site's own time, on which something moved."""
        days = self.annotate(day=TruncDate("occurred_at")).values("day")
        sums = days.annotate(count=Count("pk"), sum_minor=Sum("amount_minor")).order_by("day")
        return [Period(row["day"], row["day"], row["count"], row["sum_minor"]) for row in sums]

    def donor_count(self) -> int:
        """Distinct donors with a positive net; a donation whose donor is not known counts as one."""
        donor: Any = Coalesce(F("donation__donor_id"), -F("donation_id"))
        per_donor = self.values(donor=donor).annotate(net=Sum("amount_minor")).filter(net__gt=0)
        return per_donor.count()


class SupporterUpdateQuerySet(models.QuerySet["SupporterUpdate"]):
    def told(self) -> "SupporterUpdateQuerySet":
        """What everybody may read in the current language: what was sent, or goes out."""
        return self.filter(ordered_at__isnull=False, locale=get_language() or "en")


class SupporterMessageQuerySet(models.QuerySet["SupporterMessage"]):
    def shown(self) -> "SupporterMessageQuerySet":
        """What everybody may read: approved, with a name, of a gift that is here. By name, which tells no order."""
        is_here = Q(donation__state__in=("paid", "part_refunded"))
        shown = self.filter(is_here, state="shown").exclude(public_name="")
        return shown.order_by(Lower("public_name"), "pk")

    def with_words_first(self) -> "SupporterMessageQuerySet":
        """Those who say more than their name before those who do not."""
        return self.order_by(Case(When(comment="", then=1), default=0), Lower("public_name"), "pk")
