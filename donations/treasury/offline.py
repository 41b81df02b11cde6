"""Cheques, cash and bank transfers in the admin: entered, listed, approved, declined, returned."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import HeaderButton
from wagtail.log_actions import log

from cms.cells import InspectRowView, moment
from donations import services
from donations.models import MoneySettings, OfflineGift
from donations.services.offline import is_small, may_approve, others_who_may
from donations.treasury.bank_import import BankImportView
from donations.treasury.cells import amount
from donations.treasury.entering import EnteredViewSet, EnterView, NamesIndexView, ReasonForm, day, text
from donations.treasury.log import LOOKED_AT_DONOR
from donations.treasury.offline_forms import OfflineGiftForm

Decision = OfflineGift.Decision


def gift_amount(gift: OfflineGift) -> str:
    """The gift's amount as people read it."""
    return amount("requested_minor")(gift.donation)


class OfflineGiftIndexView(NamesIndexView):
    import_url_name: str = ""

    def get_base_queryset(self) -> Any:
        rows = super().get_base_queryset().select_related("donation__crowdfund")
        return rows.prefetch_related("donation__crowdfund__texts")

    @cached_property
    def header_buttons(self) -> list[Any]:
        buttons = list(super().header_buttons)
        if self.add_url:
            url = reverse(self.import_url_name)
            buttons.append(HeaderButton(_("Import a bank statement"), url=url, icon_name="upload"))
        return buttons


class EnterOfflineGiftView(EnterView):
    def save_instance(self) -> OfflineGift:
        data, user, now = self.form.cleaned_data, self.request.user, timezone.now()
        known = ("method", "received_on", "payer_name", "payer_address", "email", "note")
        gift = services.enter_offline_gift(
            key=data["key"],
            crowdfund=data["crowdfund"],
            received=services.Received(amount_minor=data["amount"], **{name: data[name] for name in known}),
            locale=data["locale"],
            user=user,
            now=now,
        )
        if data["approve"] and gift.decision == Decision.WAITING and is_small(gift) and may_approve(gift, user):
            gift = services.approve_offline_gift(gift=gift, user=user, now=now)
        return gift

    def get_success_message(self, instance: OfflineGift) -> str:
        if instance.decision == Decision.APPROVED:
            return _("%(amount)s is entered and counts.") % {"amount": gift_amount(instance)}
        return _("%(amount)s is entered and waits for approval.") % {"amount": gift_amount(instance)}


class OfflineGiftInspectView(InspectRowView):
    template_name = "donations/treasury/offline_gift.html"
    page_title = gettext_lazy("Gift")
    shown = {
        "amount": gift_amount,
        "crowdfund": lambda row: row.donation.crowdfund.title,
        "received_on": day("received_on"),
        **{name: text(name) for name in ("payer_name", "payer_address", "reference", "note", "reason")},
        **{name: text(name) for name in ("entered_by", "decided_by")},
        "email": lambda row: row.donation.donor.email if row.donation.donor and row.donation.donor.email else "–",
        "entered_at": moment("entered_at"),
        "decided_at": lambda row: moment("decided_at")(row) if row.decided_at else "–",
    }
    listing_label = gettext_lazy("Cheques, cash, transfers")
    labels = {"amount": gettext_lazy("Amount"), "crowdfund": gettext_lazy("Crowdfund"), "email": gettext_lazy("Email")}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        log(instance=self.object, action=LOOKED_AT_DONOR, user=self.request.user)
        gift, user = self.object, self.request.user
        others = others_who_may(user)
        return super().get_context_data(
            **{
                "decline_form": ReasonForm(auto_id="decline-%s"),
                "return_form": ReasonForm(auto_id="return-%s"),
                "may_decide": self.user_has_permission("change"),
                "may_approve": may_approve(gift, user),
                "is_own_and_large": gift.entered_by_id == user.pk and not is_small(gift),
                "others": others,
                "limit_minor": MoneySettings.current().approval_limit_minor,
                "gift": gift,
                **kwargs,
            }
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Approve, decline or return the gift, as `decide` says."""
        if not self.user_has_permission("change"):
            raise PermissionDenied
        decide = {"approve": self._approve, "decline": self._decline, "return": self._return}
        chosen = decide.get(request.POST.get("decide", ""))
        try:
            return (chosen() if chosen else None) or redirect(request.path)
        except services.AlreadyDecided:
            messages.error(request, _("Nothing was done: somebody has decided on it in the meantime."))
        except services.SecondPersonNeeded:
            messages.error(request, _("Somebody else than who entered it must approve it."))
        return redirect(request.path)

    def _approve(self) -> None:
        services.approve_offline_gift(gift=self.object, user=self.request.user, now=timezone.now())
        messages.success(self.request, _("%(amount)s counts now.") % {"amount": gift_amount(self.object)})

    def _decline(self) -> HttpResponse | None:
        form = ReasonForm(self.request.POST, auto_id="decline-%s")
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(decline_form=form))
        reason = form.cleaned_data["reason"]
        services.decline_offline_gift(gift=self.object, reason=reason, user=self.request.user, now=timezone.now())
        messages.success(self.request, _("Declined. It does not count."))
        return None

    def _return(self) -> HttpResponse | None:
        form = ReasonForm(self.request.POST, auto_id="return-%s")
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(return_form=form))
        reason = form.cleaned_data["reason"]
        services.return_offline_gift(gift=self.object, reason=reason, user=self.request.user, now=timezone.now())
        messages.success(self.request, _("Returned. It no longer counts."))
        return None


class OfflineGiftViewSet(EnteredViewSet):
    model = OfflineGift
    entry_form = OfflineGiftForm
    icon = "download"
    menu_label = gettext_lazy("Cheques, cash, transfers")
    list_display = (
        "__str__",
        Column("payer_name", label=gettext_lazy("From"), sort_key="payer_name"),
        Column("amount", label=gettext_lazy("Amount"), accessor=gift_amount, sort_key="donation__requested_minor"),
        Column("method", label=gettext_lazy("How"), accessor="get_method_display", sort_key="method"),
        Column("received_on", label=gettext_lazy("Received"), accessor=day("received_on"), sort_key="received_on"),
        Column("crowdfund", label=gettext_lazy("Crowdfund"), accessor="donation.crowdfund.title"),
        Column("decision", label=gettext_lazy("Decision"), accessor="get_decision_display", sort_key="decision"),
    )
    list_filter = ("decision", "method", "donation__crowdfund")
    ordering = ("-entered_at", "-pk")
    index_view_class = OfflineGiftIndexView
    index_results_template_name = "donations/treasury/offline_results.html"
    add_view_class = EnterOfflineGiftView
    inspect_view_class = OfflineGiftInspectView
    inspect_template_name = "donations/treasury/offline_gift.html"
    inspect_view_fields = (
        *("amount", "crowdfund", "method", "received_on", "payer_name", "payer_address", "email", "reference", "note"),
        *("entered_by", "entered_at", "decision", "decided_by", "decided_at", "reason"),
    )

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_index_view_kwargs(**{"import_url_name": self.get_url_name("import"), **kwargs})

    def get_urlpatterns(self) -> list[URLPattern]:
        import_view = self.construct_view(BankImportView, model=OfflineGift, index_url_name=self.get_url_name("index"))
        return [*super().get_urlpatterns(), path("import/", import_view, name="import")]
