"""The public ledger as a page and as a CSV file. As JSON it is at /api/v1/crowdfunds/{slug}/ledger."""

import csv
from collections.abc import Iterator

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cms.caching import CONTENT, tag_response
from donations.models import Crowdfund
from donations.money import to_decimal
from donations.public_ledger import public_periods, with_amounts

PER_PAGE = 50


@require_safe
def ledger(request: HttpRequest, slug: str) -> HttpResponse:
    """Fifty periods to a page, newest first. A page number that makes no sense leads to the nearest one that does."""
    crowdfund = get_object_or_404(Crowdfund.objects.in_force(), slug=slug)
    tag_response(request, CONTENT, crowdfund.cache_tag)
    periods, withheld_minor = public_periods(crowdfund, timezone.localdate())
    page = Paginator(periods, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "crowdfund": crowdfund,
        "progress": crowdfund.progress(),
        "page_of_results": page,
        "shown": with_amounts(crowdfund, list(page)),
        "withheld_minor": withheld_minor,
    }
    return render(request, "donations/ledger.html", context)


@require_safe
def ledger_csv(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    """All of it, a row for each amount, newest period first; a last row without days is what is not shown yet."""
    crowdfund = get_object_or_404(Crowdfund.objects.in_force(), slug=slug)
    response = StreamingHttpResponse(_rows(crowdfund), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{crowdfund.slug}-ledger.csv"'
    return response


class _Line:
    """A file for csv.writer that hands out what it is given."""

    def write(self, line: str) -> str:
        return line


def _rows(crowdfund: Crowdfund) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield writer.writerow(["from", "to", "amount", "currency"])
    periods, withheld_minor = public_periods(crowdfund, timezone.localdate())
    for start in range(0, len(periods), PER_PAGE):
        for shown in with_amounts(crowdfund, periods[start : start + PER_PAGE]):
            for amount_minor in shown.amounts_minor:
                amount = to_decimal(amount_minor, crowdfund.currency)
                yield writer.writerow([shown.period.first, shown.period.last, amount, crowdfund.currency])
    # With it the column adds up to the tracker.
    if withheld_minor:
        yield writer.writerow(["", "", to_decimal(withheld_minor, crowdfund.currency), crowdfund.currency])
