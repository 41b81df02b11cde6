"""The review queue: large gifts that the law makes us check, by days left; one is accepted or sent back here."""

from collections.abc import Callable
from typing import Any

import django_filters
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Case, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.log_actions import log

from cms.cells import InspectRowView, inspect_link, moment
from cms.exports import ExportedIndexView
from cms.read_only import ReadOnlyViewSet
from donations.models import PermissibilityCheck
from donations.money import format_minor
from donations.rules import FEE
from donations.services.permissibility import OPEN, Reason, State
from donations.services.verdicts import (
    CannotReturn,
    CheckDecided,
    Why,
    accept_gift,
    ask_again,
    return_gift,
)
from donations.treasury.check_forms import AcceptForm, ReturnForm
from donations.treasury.log import ACCEPTED_GIFT, ASKED_DONOR, LOOKED_AT_DONOR, RETURNED_GIFT
from donations.treasury.register import REGISTER
from donations.treasury.searching import SearchedIndexView, of_donation

MAY_DECIDE = "donations.change_permissibilitycheck"


def _left_minor(check: PermissibilityCheck) -> int:
    # Of all rows at once, where the list has them at hand.
    return sum(entry.amount_minor for entry in check.donation.entries.all() if entry.kind != FEE)


def _left(check: PermissibilityCheck) -> str:
    return format_minor(_left_minor(check), check.donation.currency, get_language() or "en")


def _received(check: PermissibilityCheck) -> str:
    return date_format(check.received_on, "j F Y")


def days_left(check: PermissibilityCheck) -> str:
    """How long there is to decide, in words; nothing once it is decided."""
    if check.state not in OPEN:
        return "–"
    days = (check.due_on - timezone.localdate()).days
    day = date_format(check.due_on, "j F Y")
    if days < 0:
        return _("%(day)s: too late") % {"day": day}
    if days == 0:
        return _("today")
    return ngettext("%(day)s, %(days)s day left", "%(day)s, %(days)s days left", days) % {"day": day, "days": days}


class CheckFilterSet(WagtailFilterSet):
    received_on = django_filters.DateFromToRangeFilter(label=gettext_lazy("Received"), widget=DateRangePickerWidget)
    state = django_filters.MultipleChoiceFilter(
        label=gettext_lazy("State"), choices=State.choices, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = PermissibilityCheck
        fields = ["state", "reason", "received_on"]


class CheckIndexView(SearchedIndexView, ExportedIndexView):
    """Its export is the register: filter by state and by when gifts were received."""

    exported = REGISTER

    def get_base_queryset(self) -> Any:
        is_open = Case(When(state__in=OPEN, then=Value(0)), default=Value(1))
        rows = super().get_base_queryset().select_related("donation__crowdfund", "donation__donor", "decided_by")
        return rows.prefetch_related("donation__entries").annotate(is_open=is_open)

    def found_by(self, words: str) -> Any:
        return of_donation(words, "donation__", donation__donor__email__iexact=words)


def _earlier(check: PermissibilityCheck) -> SafeString | str:
    """The other checks of the same donor: what was found before helps, and does not replace looking again."""
    if check.donation.donor_id is None:
        return "–"
    others = PermissibilityCheck.objects.filter(donation__donor_id=check.donation.donor_id).exclude(pk=check.pk)
    told = [(inspect_link("permissibilitycheck", other), other.get_state_display()) for other in others]
    return format_html_join(mark_safe("<br>"), "{}: {}", told) or "–"


class CheckInspectView(InspectRowView):
    """Looking at a check shows who the donor is, and is logged. Its forms decide."""

    template_name = "wagtailadmin/money/check.html"
    accept_form: AcceptForm | None = None
    return_form: ReturnForm | None = None
    shown = {
        "donation": lambda row: inspect_link("donation", row.donation),
        "donor": lambda row: row.donation.donor or "–",
        "left": _left,
        "received_on": _received,
        "due_on": days_left,
        "declared_at": lambda row: moment("declared_at")(row) if row.declared_at else "–",
        "decided_at": lambda row: moment("decided_at")(row) if row.decided_at else "–",
        "earlier": _earlier,
    }
    listing_label = gettext_lazy("Checks by law")
    labels = {
        "donor": gettext_lazy("Donor"),
        "left": gettext_lazy("Left of the gift"),
        "earlier": gettext_lazy("Other checks of this donor"),
    }

    def get_object(self, queryset: Any = None) -> PermissibilityCheck:
        found: PermissibilityCheck = super().get_object()
        related = ("donation__crowdfund", "donation__donor", "decided_by")
        return PermissibilityCheck.objects.select_related(*related).get(pk=found.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.request.method == "GET":
            log(instance=self.object.donation, action=LOOKED_AT_DONOR, user=self.request.user)
        check = self.object
        known = {"full_name": check.full_name, "address": check.address, "postcode": check.postcode}
        donor = check.donation.donor
        more = {
            "may_decide": check.state in OPEN and self.request.user.has_perm(MAY_DECIDE),
            "accept_form": self.accept_form or AcceptForm(initial=known),
            "return_form": self.return_form or ReturnForm(),
            "can_be_asked": bool(donor and donor.email),
            "is_suspicion": check.reason == Reason.SPLIT,
            "left": _left(check),
            "failed_form": self.accept_form or self.return_form,
        }
        return {**super().get_context_data(**kwargs), **more}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(MAY_DECIDE):
            raise PermissionDenied
        action = request.POST.get("action")
        if action == "accept":
            self.accept_form = AcceptForm(request.POST)
            return self._decide(ACCEPTED_GIFT, accept_gift, self.accept_form, user=request.user)
        if action == "return":
            self.return_form = ReturnForm(request.POST)
            return self._decide(
                RETURNED_GIFT, return_gift, self.return_form, user=request.user, why=Why.NOT_PERMISSIBLE
            )
        return self._decide(ASKED_DONOR, ask_again, None)

    def _decide(self, action: str, service: Callable[..., Any], form: forms.Form | None, **given: Any) -> HttpResponse:
        if form is not None and not form.is_valid():
            return self.render_to_response(self.get_context_data(), status=422)
        try:
            with transaction.atomic():
                service(check_id=self.object.pk, now=timezone.now(), **(form.cleaned_data if form else {}), **given)
                log(instance=self.object, action=action, user=self.request.user)
        except CheckDecided:
            messages.error(self.request, _("Somebody has decided on this gift already, or its money has gone back."))
        except CannotReturn:
            messages.error(self.request, _("It cannot be sent back now: it is disputed, or nothing of it is left."))
        else:
            messages.success(self.request, _("Done, and written down."))
        return redirect(self.request.path)


class PermissibilityCheckViewSet(ReadOnlyViewSet):
    model = PermissibilityCheck
    registers = ("view", "change")
    icon = "clipboard-list"
    menu_label = gettext_lazy("Checks by law")
    list_display = (
        "donation",
        Column("left", label=gettext_lazy("Left of the gift"), accessor=_left),
        Column("reason", label=gettext_lazy("Reason"), accessor="get_reason_display", sort_key="reason"),
        Column("received_on", label=gettext_lazy("Received"), accessor=_received, sort_key="received_on"),
        Column("due_on", label=gettext_lazy("Decide by"), accessor=days_left, sort_key="due_on"),
        Column("state", label=gettext_lazy("State"), accessor="get_state_display", sort_key="state"),
    )
    filterset_class = CheckFilterSet
    ordering = ("is_open", "due_on")
    index_view_class = CheckIndexView
    inspect_view_class = CheckInspectView
    inspect_view_fields = (
        *("donation", "donor", "left", "reason", "rule", "received_on", "due_on", "state"),
        *("full_name", "address", "postcode", "declared_at", "declaration", "evidence", "elector_number"),
        *("decided_by", "decided_at", "return_reason", "returned_to", "earlier"),
    )
