"""The treasurer's first page: what waits, what came in this month and last, and over time as a drawing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from donations.models import Crowdfund, CrowdfundTotal
from donations.treasury.charts import Bucket, Chart, draw
from donations.treasury.queues import queues
from donations.treasury.reports import MoneyReportView, MoneyReportViewSet
from donations.treasury.takings import BUCKETS, MONTHLY, OFFLINE, ONCE, Sums, Taking, added_up, of_two_months, over_time

BY = {
    "day": gettext_lazy("30 days"),
    "week": gettext_lazy("26 weeks"),
    "month": gettext_lazy("12 months"),
}
WAYS = {
    ONCE: gettext_lazy("Once"),
    MONTHLY: gettext_lazy("Monthly"),
    OFFLINE: gettext_lazy("Cheque, cash or transfer"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what it is about, and its sums this month and last."""

    words: str
    now: Sums
    before: Sums


@dataclass(frozen=True, slots=True)
class Shown:
    """All that is told of one currency."""

    currency: str
    chart: Chart
    buckets: Sequence[Bucket]
    total: Row
    by_way: Sequence[Row]
    by_crowdfund: Sequence[Row]


class OverviewView(MoneyReportView):
    template_name = "donations/treasury/overview.html"
    page_title = gettext_lazy("Overview")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now, asked = timezone.now(), self.request.GET.get("by", "")
        today, by = timezone.localdate(now), asked if asked in BUCKETS else "day"
        return super().get_context_data(
            queues=queues(self.request.user, now),
            currencies=_shown(by, today),
            as_of=now,
            last_entry_at=CrowdfundTotal.objects.aggregate(at=Max("last_entry_at"))["at"],
            by=by,
            choices=BY.items(),
            label_format={"day": "j M", "week": "j M", "month": "M y"}[by],
            row_format="F Y" if by == "month" else "j F Y",
            **kwargs,
        )


def _shown(by: str, today: date) -> list[Shown]:
    charts, takings = over_time(by, today), of_two_months(today)
    ids = {taking.crowdfund_id for taking in takings}
    titles = {row.pk: row.title for row in Crowdfund.objects.filter(pk__in=ids).prefetch_related("texts")}
    currencies = sorted({*charts, *(taking.currency for taking in takings)})
    return [
        _of_currency(currency, charts.get(currency, []), [t for t in takings if t.currency == currency], titles, today)
        for currency in currencies
    ]


def _of_currency(
    currency: str, buckets: Sequence[Bucket], takings: Sequence[Taking], titles: dict[int, str], today: date
) -> Shown:
    this_month = today.replace(day=1)

    def row(words: str, mine: Sequence[Taking]) -> Row:
        return Row(
            words,
            added_up(taking for taking in mine if taking.month == this_month),
            added_up(taking for taking in mine if taking.month != this_month),
        )

    by_way = [row(str(words), [t for t in takings if t.way == way]) for way, words in WAYS.items()]
    by_crowdfund = [
        row(titles[pk], [t for t in takings if t.crowdfund_id == pk])
        for pk in dict.fromkeys(taking.crowdfund_id for taking in takings)
    ]
    return Shown(currency, draw(buckets), buckets, row(_("All together"), takings), by_way, by_crowdfund)


class OverviewViewSet(MoneyReportViewSet):
    name = "money"
    icon = "table"
    menu_label = gettext_lazy("Overview")
    view = OverviewView
