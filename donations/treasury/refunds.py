"""Giving money back from the admin: how much, why, and what became of it."""

import uuid
from typing import Any

from django import forms
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from cms.cells import SORTABLE, InspectRowView, inspect_link, moment
from cms.exports import ExportedIndexView
from cms.read_only import ReadOnlyViewSet
from donations import services
from donations.fields import amount_message
from donations.models import Donation, RefundOrder
from donations.money import AmountError, format_minor, parse_amount
from donations.treasury.cells import amount, pounds
from donations.treasury.log import LOOKED_AT_DONOR, ORDERED_REFUND
from donations.treasury.searching import SearchedIndexView, of_donation

MAY_REFUND = "donations.add_refundorder"
State, Why = RefundOrder.State, RefundOrder.Why


class RefundForm(forms.Form):
    """`cleaned_data["amount_minor"]` goes back, at most `left_minor`; `key` names one press of the button."""

    amount = forms.CharField(label=gettext_lazy("Amount"), max_length=40)
    why = forms.ChoiceField(
        label=gettext_lazy("Why"),
        choices=[("", "–"), *((why.value, why.label) for why in Why if why not in (Why.NO_ANSWER,))],
        error_messages={"required": gettext_lazy("Choose why the money goes back")},
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("For the treasurers. The donor does not see it."),
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, left_minor: int, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.left_minor, self.currency = left_minor, currency
        left = format_minor(left_minor, currency, get_language() or "en")
        self.fields["amount"].help_text = _("At most %(left)s: all that is left of the gift.") % {"left": left}

    def clean_amount(self) -> str:
        typed: str = self.cleaned_data["amount"]
        try:
            self.amount_minor = parse_amount(typed, self.currency)
        except AmountError as error:
            raise ValidationError(amount_message(error.code, self.currency), code=error.code) from error
        if self.amount_minor < 1:
            raise ValidationError(_("Enter more than nothing"), code="too_small")
        return typed

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("why") == Why.OTHER and not data.get("note", "").strip():
            self.add_error("note", ValidationError(_("Say here why the money goes back"), code="required"))
        return data

    def say_what_is_left(self, left_minor: int) -> None:
        """Tell, beside the amount, that it is more than can go back."""
        left = format_minor(left_minor, self.currency, get_language() or "en")
        words = _("Enter %(left)s or less") if left_minor > 0 else _("Nothing is left to send back")
        self.add_error("amount", ValidationError(words % {"left": left}, code="too_large"))


class RefundView(WagtailAdminTemplateMixin, FormView):  # type: ignore[type-arg] # is not generic when it runs
    """The form, and its POST, which decides a refund and shows what became of it. One press sends money once."""

    template_name = "donations/treasury/refund.html"
    page_title = gettext_lazy("Send money back")
    header_icon = "resubmit"
    form_class = RefundForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.has_perm(MAY_REFUND):
            raise PermissionDenied
        rows = Donation.objects.with_net().select_related("crowdfund", "donor", "recurring")
        self.donation = get_object_or_404(rows, pk=unquote(str(kwargs["pk"])))
        self.left_minor = services.refundable_minor(self.donation)
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return self.donation.reference

    def get_breadcrumbs_items(self) -> Any:
        donation = {"url": self.donation_url, "label": self.donation.reference}
        index = {"url": reverse("donation:index"), "label": _("Donations")}
        return [*self.breadcrumbs_items, index, donation, {"url": "", "label": self.page_title}]

    @property
    def donation_url(self) -> str:
        return reverse("donation:inspect", args=[self.donation.pk])

    def get_initial(self) -> dict[str, Any]:
        left = format_minor(self.left_minor, self.donation.currency)
        return {"amount": left if self.left_minor > 0 else "", "key": uuid.uuid4()}

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "left_minor": self.left_minor, "currency": self.donation.currency}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.donation.donor_id:
            log(instance=self.donation, action=LOOKED_AT_DONOR, user=self.request.user)
        return super().get_context_data(
            donation=self.donation, left_minor=self.left_minor, donation_url=self.donation_url, **kwargs
        )

    def form_valid(self, form: RefundForm) -> HttpResponse:
        try:
            order = self._order(form)
        except services.NothingToRefund as error:
            form.say_what_is_left(error.left_minor)
            return self.form_invalid(form)
        order.refresh_from_db()
        _tell(self.request, order)
        return HttpResponseRedirect(reverse("refundorder:inspect", args=[order.pk]))

    @transaction.atomic
    def _order(self, form: RefundForm) -> RefundOrder:
        """The refund and its line in the log, both or neither."""
        now = timezone.now()
        order = services.order_refund(
            donation=self.donation,
            amount_minor=form.amount_minor,
            why=form.cleaned_data["why"],
            note=form.cleaned_data["note"],
            user=self.request.user,
            now=now,
            # A key that was sent with another donation's form names another press.
            key=uuid.uuid5(form.cleaned_data["key"], str(self.donation.public_id)),
        )
        if order.ordered_at == now:
            what = {"amount": format_minor(order.amount_minor, order.currency), "why": order.why}
            log(instance=self.donation, action=ORDERED_REFUND, user=self.request.user, data=what)
        return order

    def form_invalid(self, form: RefundForm) -> HttpResponse:
        if "amount" not in form.errors and form.amount_minor > self.left_minor:
            form.say_what_is_left(self.left_minor)
        return self.render_to_response(self.get_context_data(form=form), status=422)


def _tell(request: HttpRequest, order: RefundOrder) -> None:
    what = {"amount": format_minor(order.amount_minor, order.currency, get_language() or "en"), "error": order.error}
    if order.state == State.DONE:
        messages.success(request, _("%(amount)s is on its way back to the donor.") % what)
    elif order.state == State.REFUSED:
        messages.error(request, _("Stripe refused to send %(amount)s back: %(error)s") % what)
    else:
        words = _("%(amount)s is ordered to go back. Stripe has not answered yet; it is asked again every minute.")
        messages.warning(request, words % what)


class RefundOrderIndexView(SearchedIndexView, ExportedIndexView):
    exported = (
        (gettext_lazy("Donation"), lambda row: row.donation.reference),
        (gettext_lazy("Amount"), pounds("amount_minor")),
        (gettext_lazy("Currency"), lambda row: row.currency),
        (gettext_lazy("Why"), lambda row: row.get_why_display()),
        (gettext_lazy("State"), lambda row: row.get_state_display()),
        (gettext_lazy("Ordered"), moment("ordered_at", SORTABLE)),
        (gettext_lazy("Ordered by"), lambda row: str(row.ordered_by or "")),
        (gettext_lazy("Refund at Stripe"), lambda row: row.refund_id),
    )

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("donation", "ordered_by")

    def found_by(self, words: str) -> Any:
        return of_donation(words, "donation__", refund_id=words)


class RefundOrderInspectView(InspectRowView):
    shown = {
        "amount_minor": amount("amount_minor"),
        "ordered_at": moment("ordered_at"),
        "donation": lambda row: inspect_link("donation", row.donation),
        "note": lambda row: row.note or "–",
        "ordered_by": lambda row: row.ordered_by or _("This site by itself"),
        "error": lambda row: row.error or "–",
    }
    labels = {"error": gettext_lazy("What Stripe said")}


class RefundOrderViewSet(ReadOnlyViewSet):
    """Decisions to send money back. What was made at Stripe's own dashboard is in the ledger alone."""

    model = RefundOrder
    icon = "resubmit"
    menu_label = gettext_lazy("Refunds")
    list_display = (
        "donation",
        Column("amount", label=gettext_lazy("Amount"), accessor=amount("amount_minor"), sort_key="amount_minor"),
        Column("why", label=gettext_lazy("Why"), accessor="get_why_display"),
        Column("state", label=gettext_lazy("State"), accessor="get_state_display", sort_key="state"),
        Column("ordered_at", label=gettext_lazy("Ordered"), accessor=moment("ordered_at"), sort_key="ordered_at"),
    )
    list_filter = ("state", "why")
    ordering = ("-ordered_at", "-pk")
    index_view_class = RefundOrderIndexView
    inspect_view_class = RefundOrderInspectView
    inspect_view_fields = (
        *("donation", "amount_minor", "why", "note", "state", "error", "ordered_at", "ordered_by", "refund_id"),
    )
