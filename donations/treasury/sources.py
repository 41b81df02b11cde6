"""Where gifts come from: of each source how many were begun, how many paid, and what was kept of them."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import Count, Q, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log

from cms.days import midnight
from cms.exports import harmless
from donations.models import Crowdfund, Donation, LedgerEntry
from donations.models.donation import OFFLINE_KEY
from donations.money import to_decimal
from donations.treasury.log import TOOK_SOURCES
from donations.treasury.reports import MoneyReportView, MoneyReportViewSet

MOST_ROWS, LONGEST_SOURCE = 100, 80
MOST_ROWS_IN_A_FILE = 10_000

State = Donation.State
PAID = (State.PAID, State.PART_REFUNDED, State.REFUNDED, State.DISPUTED)
PERIODS = {
    "30": gettext_lazy("Begun in the last 30 days"),
    "90": gettext_lazy("Begun in the last 90 days"),
    "365": gettext_lazy("Begun in the last 365 days"),
    "all": gettext_lazy("Begun at any time"),
}


@dataclass(frozen=True, slots=True)
class SourceRow:
    """What came of the gifts of one source in one currency. `kept_minor` is net of refunds and fees, of all months."""

    source: str
    currency: str
    begun: int
    paid: int
    monthly: int
    kept_minor: int

    @property
    def percent(self) -> int:
        """How many of those that were begun were paid, in whole per cent."""
        return self.paid * 100 // self.begun if self.begun else 0


class SourceFilter(forms.Form):
    """Which gifts are looked at. What is no choice of ours counts as not chosen."""

    period = forms.ChoiceField(label=gettext_lazy("Period"), choices=list(PERIODS.items()), required=False)
    crowdfund = forms.ModelChoiceField(
        Crowdfund.objects.none(), label=gettext_lazy("Crowdfund"), required=False, empty_label=gettext_lazy("All")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["crowdfund"].queryset = Crowdfund.objects.prefetch_related("texts")  # type: ignore[attr-defined]

    def donations(self, today: date) -> QuerySet[Donation]:
        """The gifts that were begun here and that are looked at; a renewal was not begun, it goes on."""
        self.is_valid()
        begun = Donation.objects.exclude(idempotency_key__startswith=OFFLINE_KEY).exclude(
            idempotency_key__startswith="invoice:"
        )
        if crowdfund := self.cleaned_data.get("crowdfund"):
            begun = begun.filter(crowdfund=crowdfund)
        if (period := self.cleaned_data.get("period") or "90") != "all":
            begun = begun.filter(created_at__gte=midnight(today - timedelta(days=int(period))))
        return begun


def sources(begun: QuerySet[Donation], most: int) -> list[SourceRow]:
    """A row for each source of these gifts, at most so many, those that most was kept of first. Two queries."""
    counts = begun.values("source", "currency").annotate(
        begun=Count("pk"),
        paid=Count("pk", filter=Q(state__in=PAID)),
        monthly=Count("pk", filter=Q(recurring__isnull=False)),
    )
    chosen = list(counts.order_by("-paid", "-begun", "source", "currency")[:most])
    kept = _kept_minor(begun, {row["source"] for row in chosen})
    rows = [SourceRow(**row, kept_minor=kept.get((row["source"], row["currency"]), 0)) for row in chosen]
    return sorted(rows, key=lambda row: (-row.kept_minor, -row.paid, -row.begun, row.source))


def _kept_minor(begun: QuerySet[Donation], names: set[str]) -> dict[tuple[str, str], int]:
    """What is left of these gifts, and of the months that followed them, by source and currency."""
    monthly = begun.filter(recurring__isnull=False).values("recurring")
    entries = LedgerEntry.objects.filter(Q(donation__in=begun.values("pk")) | Q(donation__recurring__in=monthly))
    sums = (
        entries.filter(donation__source__in=names)
        .values("donation__source", "donation__currency")
        .annotate(kept=Sum("amount_minor"))
    )
    return {(row["donation__source"], row["donation__currency"]): row["kept"] for row in sums}


def source_words(source: str) -> str:
    """A source as people read it, no longer than a line or two."""
    if not source:
        return _("Not told")
    return source if len(source) <= LONGEST_SOURCE else f"{source[:LONGEST_SOURCE]}…"


class SourcesView(MoneyReportView):
    template_name = "donations/treasury/sources.html"
    page_title = gettext_lazy("Where gifts come from")

    @cached_property
    def filter(self) -> SourceFilter:
        return SourceFilter(self.request.GET or {"period": "90"})

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.GET.get("export") == "csv":
            return self._as_csv(request)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = sources(self.filter.donations(timezone.localdate()), MOST_ROWS)
        rows = [(source_words(row.source), row) for row in found]
        chosen = {name: value for name, value in self.filter.data.items() if name in self.filter.fields}
        return super().get_context_data(
            rows=rows,
            filter=self.filter,
            most=MOST_ROWS if len(rows) == MOST_ROWS else None,
            export_query=urlencode({**chosen, "export": "csv"}),
            **kwargs,
        )

    def _as_csv(self, request: HttpRequest) -> HttpResponse:
        rows = sources(self.filter.donations(timezone.localdate()), MOST_ROWS_IN_A_FILE)
        log(instance=request.user, action=TOOK_SOURCES, user=request.user, data={"rows": len(rows)})
        response = HttpResponse(content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="sources.csv"'
        csv.writer(response).writerows(_lines(rows))
        return response


def _lines(rows: list[SourceRow]) -> Iterator[list[Any]]:
    yield [_("Source"), _("Begun"), _("Paid"), _("Paid of those begun, %"), _("Monthly"), _("Kept"), _("Currency")]
    for row in rows:
        kept = to_decimal(row.kept_minor, row.currency)
        yield [harmless(row.source), row.begun, row.paid, row.percent, row.monthly, kept, row.currency]


class SourcesViewSet(MoneyReportViewSet):
    name = "money_sources"
    url_prefix = "money/sources"
    icon = "link"
    menu_label = gettext_lazy("Where gifts come from")
    view = SourcesView
