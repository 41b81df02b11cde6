"""The register of checked gifts as a file, and the report: what of a year's gifts must be told to the Commission."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.auth import permission_required
from wagtail.admin.viewsets.base import ViewSet
from wagtail.log_actions import log

from cms.cells import SORTABLE, moment
from donations import law
from donations.models import LedgerEntry, PermissibilityCheck
from donations.money import to_decimal
from donations.rules import CHARGE, CORRECTION, OFFLINE, OFFLINE_REVERSAL, REFUND, REFUND_REVERSAL
from donations.services.regulation import pack_on
from donations.treasury.log import READ_LAW_REPORT

MAY_READ = "donations.view_permissibilitycheck"
State = PermissibilityCheck.State


def received_minor(check: PermissibilityCheck) -> int:
    """What was received, gross, whatever went back since."""
    return _sum(check.donation.entries.all(), CHARGE, CORRECTION, OFFLINE)


def returned_minor(check: PermissibilityCheck) -> int:
    return -_sum(check.donation.entries.all(), REFUND, REFUND_REVERSAL, OFFLINE_REVERSAL)


def _sum(entries: Iterable[LedgerEntry], *kinds: str) -> int:
    return sum(entry.amount_minor for entry in entries if entry.kind in kinds)


def _returned_on(check: PermissibilityCheck) -> str:
    went = [entry for entry in check.donation.entries.all() if entry.kind in (REFUND, OFFLINE_REVERSAL)]
    last = max(went, key=lambda entry: entry.pk, default=None)
    return timezone.localdate(last.occurred_at).isoformat() if last and returned_minor(check) > 0 else ""


def _amount(minor: int, check: PermissibilityCheck) -> Decimal:
    return to_decimal(minor, check.donation.currency)


REGISTER = (
    (_("Reference"), lambda row: row.donation.reference),
    (_("Full name"), lambda row: row.full_name),
    (_("Home address"), lambda row: row.address),
    (_("Postcode"), lambda row: row.postcode),
    (_("Amount"), lambda row: _amount(received_minor(row), row)),
    (_("Currency"), lambda row: row.donation.currency),
    (_("Received"), lambda row: row.received_on.isoformat()),
    (_("Why it is checked"), lambda row: row.get_reason_display()),
    (_("Rule"), lambda row: row.rule),
    (_("State"), lambda row: row.get_state_display()),
    (_("Decided"), lambda row: moment("decided_at", SORTABLE)(row) if row.decided_at else ""),
    (_("Checked by"), lambda row: str(row.decided_by or "")),
    (_("Evidence"), lambda row: row.evidence),
    (_("Elector number"), lambda row: row.elector_number),
    (_("Returned"), lambda row: _amount(returned_minor(row), row)),
    (_("Returned on"), _returned_on),
    (_("Returned to"), lambda row: row.returned_to if row.state == State.RETURNED else ""),
    (_("Why it was returned"), lambda row: row.return_reason),
)
"""The columns of the register: a heading, and what reads the cell off a check."""


class YearForm(forms.Form):
    """A year from 2010, when the first rules of ours begin, to the current one."""

    year = forms.IntegerField(label=_("Year"), min_value=2010)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].validators.append(MaxValueValidator(timezone.localdate().year))


@dataclass(frozen=True, slots=True)
class YearReport:
    """`others_minor` is None where the law asks for no sum."""

    pack: law.RulePack
    by_name: list[PermissibilityCheck]
    others_minor: int | None
    returned: list[PermissibilityCheck]
    undecided: int


def report_of_year(year: int, today: date) -> YearReport:
    """What must be reported of the gifts received in a year, by the rules at its end, or today's."""
    rows = PermissibilityCheck.objects.filter(received_on__year=year).exclude(donation__entries=None)
    checks = rows.select_related("donation").prefetch_related("donation__entries").order_by("received_on", "pk")
    accepted = [check for check in checks if check.state == State.ACCEPTED]
    pack = pack_on(min(date(year, 12, 31), today))
    report = law.report_of([_as_gift(check) for check in accepted], pack)
    return YearReport(
        pack=pack,
        by_name=[check for check in accepted if check.pk in report.by_name],
        others_minor=report.others_minor,
        returned=[check for check in checks if check.state == State.RETURNED],
        undecided=sum(check.state in (State.ASKED, State.TO_CHECK) for check in checks),
    )


def _as_gift(check: PermissibilityCheck) -> law.AcceptedGift:
    # One person may have several addresses for mail; who they are was looked up.
    person = " ".join(f"{check.full_name} {check.postcode}".casefold().split())
    day = timezone.localdate(check.decided_at) if check.decided_at else check.received_on
    return law.AcceptedGift(check.pk, person, received_minor(check), day)


@permission_required(MAY_READ)
def show_report(request: HttpRequest) -> HttpResponse:
    """The report of one year, this one unless `?year=` says another. It shows names, so that it is logged."""
    today = timezone.localdate()
    form = YearForm(request.GET if "year" in request.GET else None, initial={"year": today.year})
    year = form.cleaned_data["year"] if form.is_valid() else today.year
    log(instance=request.user, action=READ_LAW_REPORT, user=request.user, data={"year": year})
    report = report_of_year(year, today)
    rows = [(check, received_minor(check)) for check in report.by_name]
    returned = [(check, received_minor(check)) for check in report.returned]
    context = {"form": form, "year": year, "report": report, "rows": rows, "returned": returned}
    status = 422 if form.errors else 200
    return render(request, "wagtailadmin/money/law_report.html", context, status=status)


class LawReportViewSet(ViewSet):
    name = "lawreport"
    icon = "doc-full"
    menu_label = _("Report by law")

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", show_report, name="index")]

    def get_menu_item(self, order: int | None = None) -> Any:
        item = super().get_menu_item(order)
        item.is_shown = lambda request: request.user.has_perm(MAY_READ)
        return item
