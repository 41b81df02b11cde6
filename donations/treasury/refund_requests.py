"""Requests for money back: the treasurer reads one, sends the money back or says why not. Each step is written down."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView
from wagtail.log_actions import log

from cms.cells import InspectRowView, moment
from cms.plain_text import PlainTextField
from cms.read_only import ReadOnlyViewSet
from donations.models import RefundOrder, RefundRequest
from donations.money import format_minor
from donations.rules import FEE
from donations.services.refund_requests import AlreadyAnswered, decline_request, grant_request
from donations.services.refunds import NothingToRefund
from donations.treasury.log import LOOKED_AT_DONOR

GRANTED, DECLINED = "donations.grant_refund_request", "donations.decline_refund_request"
CHANGE = "donations.change_refundrequest"

State = RefundRequest.State


class DeclineForm(forms.Form):
    use_required_attribute = False

    answer = PlainTextField(
        most=2000,
        keeps_lines=True,
        label=gettext_lazy("Why not"),
        help_text=gettext_lazy("The donor reads this in an email and on the receipt."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean_answer(self) -> str:
        if not self.cleaned_data["answer"]:
            raise forms.ValidationError(_("Say why not"), code="required")
        return str(self.cleaned_data["answer"])


class GrantForm(forms.Form):
    """What the treasurers want to remember of it. Why the money goes back is what the donor wrote."""

    note = PlainTextField(
        most=2000,
        keeps_lines=True,
        required=False,
        label=gettext_lazy("Note"),
        help_text=gettext_lazy("For the treasurers. The donor does not see it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RequestIndexView(IndexView):
    def get_base_queryset(self) -> Any:
        rows = super().get_base_queryset().select_related("donation__crowdfund")
        return rows.prefetch_related("donation__crowdfund__texts", "donation__entries")


def _left(request: RefundRequest) -> str:
    """What is left of the gift, as people write it."""
    donation = request.donation
    # Of all rows at once, where the list has them at hand.
    left_minor = sum(entry.amount_minor for entry in donation.entries.all() if entry.kind != FEE)
    return format_minor(left_minor, donation.currency)


def _donation(request: RefundRequest) -> SafeString:
    return format_html('<a href="{}">{}</a>', reverse("donation:inspect", args=[request.donation_id]), request.donation)


def _how_it_goes(request: RefundRequest) -> str:
    order = request.donation.refund_orders.order_by("-pk").first()
    if order is None:
        return "–"
    refused = order.state == RefundOrder.State.REFUSED and order.error
    return f"{order.get_state_display()}: {order.error}" if refused else str(order.get_state_display())


class RequestInspectView(InspectRowView):
    """Reading a request shows a person's words, and is logged. Its form declines it; a page of its own grants it."""

    template_name = "wagtailadmin/money/refund_request.html"
    page_title = gettext_lazy("Request for money back")
    form_class: type[forms.Form] = DeclineForm
    form: forms.Form | None = None
    shown = {
        "donation": _donation,
        "donor": lambda row: row.donation.donor or "–",
        "left": _left,
        "asked_at": moment("asked_at"),
        "words": lambda row: row.words or "–",
        "answer": lambda row: row.answer or "–",
        "orders": _how_it_goes,
        "decided_by": lambda row: row.decided_by or "–",
    }
    listing_label = gettext_lazy("Money back")
    labels = {
        "donor": gettext_lazy("Donor"),
        "left": gettext_lazy("Left of the gift"),
        "orders": gettext_lazy("Sent back"),
    }

    def get_object(self, queryset: Any = None) -> RefundRequest:
        found: RefundRequest = super().get_object()
        related = ("donation__crowdfund", "donation__donor", "decided_by")
        return RefundRequest.objects.select_related(*related).get(pk=found.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.request.method == "GET":
            log(instance=self.object.donation, action=LOOKED_AT_DONOR, user=self.request.user)
        may_answer = self.object.state == State.WAITING and self.request.user.has_perm(CHANGE)
        more = {"may_answer": may_answer, "form": self.form or self.form_class(), "left": _left(self.object)}
        return {**super().get_context_data(**kwargs), **more}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(CHANGE):
            raise PermissionDenied
        self.form = self.form_class(request.POST)
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data(), status=422)
        return self.answer(**self.form.cleaned_data)

    def answer(self, **given: str) -> HttpResponse:
        return self._answer(DECLINED, decline_request, given)

    def _answer(self, action: str, answer: Any, given: dict[str, str]) -> HttpResponse:
        try:
            with transaction.atomic():
                answer(request=self.object, user=self.request.user, now=timezone.now(), **given)
                log(instance=self.object, action=action, user=self.request.user)
        except AlreadyAnswered:
            messages.error(self.request, _("Somebody has answered this request already."))
        except NothingToRefund:
            messages.error(self.request, _("The gift is disputed: the donor’s bank has the money already."))
        else:
            messages.success(self.request, _("Answered. The donor is told by email."))
            self._say_what_came_of_it()
        return redirect("refundrequest:inspect", self.object.pk)

    def _say_what_came_of_it(self) -> None:
        self.object.refresh_from_db()
        if self.object.came_to_nothing:
            messages.error(self.request, _("Stripe did not send the money back. The request waits for you again."))


class GrantView(RequestInspectView):
    """The step before money moves: what goes back, to whom and why, with the button. Looking at it is logged too."""

    template_name = "wagtailadmin/money/grant_request.html"
    page_title = gettext_lazy("Send money back")
    form_class = GrantForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.object.state != State.WAITING or not request.user.has_perm(CHANGE):
            return redirect("refundrequest:inspect", self.object.pk)
        answered: HttpResponse = super().get(request, *args, **kwargs)
        return answered

    def answer(self, **given: str) -> HttpResponse:
        return self._answer(GRANTED, grant_request, given)


class RefundRequestViewSet(ReadOnlyViewSet):
    model = RefundRequest
    registers = ("view", "change")
    icon = "undo"
    menu_label = gettext_lazy("Money back")
    list_display = (
        "donation",
        Column("left", label=gettext_lazy("Left of the gift"), accessor=_left),
        Column("crowdfund", label=gettext_lazy("Crowdfund"), accessor="donation.crowdfund.title"),
        Column("asked_at", label=gettext_lazy("Asked"), accessor=moment("asked_at"), sort_key="asked_at"),
        Column("state", label=gettext_lazy("State"), accessor="get_state_display", sort_key="state"),
    )
    list_filter = ("state",)
    # Those that wait come last in the alphabet of states.
    ordering = ("-state", "asked_at")
    index_view_class = RequestIndexView
    inspect_view_class = RequestInspectView
    inspect_view_fields = (
        *("donation", "donor", "left", "asked_at", "words", "state"),
        *("answer", "orders", "decided_by"),
    )

    def get_urlpatterns(self) -> list[URLPattern]:
        fields = ["donation", "donor", "left", "asked_at", "words"]
        given = {**self.get_inspect_view_kwargs(), "fields": fields, "template_name": GrantView.template_name}
        return [
            *super().get_urlpatterns(),
            path("grant/<int:pk>/", self.construct_view(GrantView, **given), name="grant"),
        ]
