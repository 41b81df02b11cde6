"""A bank statement becomes gifts: a file is read, each line is shown, and what is ticked is taken in. Once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.log_actions import log

from donations import services
from donations.bank_statement import Line
from donations.models import OfflineGift
from donations.treasury.bank_forms import StatementForm, TakeInForm, opened, payer_field, sealed

READ_STATEMENT = "donations.bank_statement"
NEW, KNOWN, OUTGOING, UNREADABLE = "new", "known", "outgoing", "unreadable"


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line, what it would do, and why; `gift` is what it has become already; `payer` asks who it came from."""

    line: Line
    does: str
    why: str = ""
    gift: OfflineGift | None = None
    is_ticked: bool = False
    payer: Any = None


def problem_message(code: str) -> str:
    """Why a line cannot be read; `code` is its problem."""
    return {
        "no_day": _("It has no day that could be read"),
        "no_amount": _("It has no amount that could be read"),
        "both_amounts": _("It has money going in and out"),
        "too_large": _("Its amount is too large"),
        "ahead": _("Its day is still to come"),
        "long_ago": _("Its day is before 2000"),
    }[code]


def _payout_message() -> str:
    return _("Stripe seems to have paid out gifts that count already: entered, they would count twice")


def look_through(lines: Sequence[Line], ticked: Sequence[str] | None = ()) -> Iterator[ShownLine]:
    """What each line would do. With `ticked` None, all that is new is ticked, but no payout of Stripe's."""
    keys = [line.key for line in lines if line.key]
    known = {gift.line_key: gift for gift in OfflineGift.objects.filter(line_key__in=keys)}
    today = timezone.localdate()
    for line in lines:
        problem = line.problem
        if not problem and line.day:
            problem = "ahead" if line.day > today else "long_ago" if line.day.year < 2000 else ""
        if problem:
            yield ShownLine(line, UNREADABLE, problem_message(problem))
        elif line.amount_minor < 0:
            yield ShownLine(line, OUTGOING)
        elif gift := known.get(line.key):
            yield ShownLine(line, KNOWN, gift=gift)
        else:
            is_ticked = not line.is_payout if ticked is None else str(line.number) in ticked
            yield ShownLine(line, NEW, _payout_message() if line.is_payout else "", is_ticked=is_ticked)


class BankImportView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Three steps at one address: the form for the file, what it says, and the list of gifts with what was taken in."""

    model: Any = None
    index_url_name = ""
    permission_required = "add"
    template_name = "donations/treasury/bank_import.html"
    page_title = gettext_lazy("Import a bank statement")
    header_icon = "upload"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        listing = {"url": reverse(self.index_url_name), "label": _("Cheques, cash, transfers")}
        return [*self.breadcrumbs_items, listing, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if "shown" not in kwargs:
            kwargs.setdefault("form", StatementForm())
        return super().get_context_data(**kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Read the file, or take in what is ticked of a file that was read."""
        if "statement" in request.POST:
            return self._take_in(request.POST["statement"])
        form = StatementForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        lines = form.cleaned_data["file"]
        log(instance=request.user, action=READ_STATEMENT, user=request.user, data={"lines": len(lines)})
        return self._show(lines)

    def _show(self, lines: Sequence[Line], form: TakeInForm | None = None) -> HttpResponse:
        ticks_all = "tick_all" in self.request.POST
        shown = list(look_through(lines, None if ticks_all else self.request.POST.getlist("line")))
        new = [each.line for each in shown if each.does == NEW]
        take_in_form = form or TakeInForm(new=new, initial=self._typed(new) if ticks_all else self._at_first())
        shown = [_asking(each, take_in_form) for each in shown]
        counts = {does: sum(each.does == does for each in shown) for does in (NEW, KNOWN, OUTGOING, UNREADABLE)}
        statement = sealed(lines, self.request.user)
        context = {"shown": shown, "counts": counts, "statement": statement, "take_in_form": take_in_form}
        return self.render_to_response(self.get_context_data(**context))

    def _at_first(self) -> dict[str, Any]:
        return {"locale": get_language() or "en"}

    def _typed(self, new: Sequence[Line]) -> dict[str, Any]:
        """What was filled in before all lines were ticked: kept, and not judged yet."""
        fields = ["crowdfund", "locale", "approve", *(payer_field(line) for line in new)]
        typed = {field: self.request.POST[field] for field in fields if field in self.request.POST}
        return {**self._at_first(), **typed}

    def _take_in(self, statement: str) -> HttpResponse:
        lines = opened(statement, self.request.user)
        if lines is None:
            messages.error(self.request, _("Choose the file once more: what was read of it is no longer valid."))
            return redirect(self.request.path)
        if "tick_all" in self.request.POST:
            return self._show(lines)
        new = [each.line for each in look_through(lines) if each.does == NEW]
        form = TakeInForm(self.request.POST, new=new)
        if not form.is_valid():
            return self._show(lines, form)
        chosen = set(form.cleaned_data["line"])
        taken = services.take_in_lines(
            lines=[form.named(line) for line in new if str(line.number) in chosen],
            crowdfund=form.cleaned_data["crowdfund"],
            approve=form.cleaned_data["approve"],
            locale=form.cleaned_data["locale"],
            user=self.request.user,
            now=timezone.now(),
        )
        messages.success(self.request, taken_in_message(taken))
        return redirect(reverse(self.index_url_name))


def _asking(each: ShownLine, form: TakeInForm) -> ShownLine:
    name = payer_field(each.line)
    return replace(each, payer=form[name]) if name in form.fields else each


def taken_in_message(taken: services.TakenIn) -> str:
    """What became of the lines, in a sentence or two."""
    said = [ngettext("%(n)s line is entered.", "%(n)s lines are entered.", taken.entered) % {"n": taken.entered}]
    if waiting := taken.entered - taken.counted:
        said.append(ngettext("%(n)s waits for approval.", "%(n)s wait for approval.", waiting) % {"n": waiting})
    if taken.known:
        told = ngettext("%(n)s was entered before.", "%(n)s were entered before.", taken.known)
        said.append(told % {"n": taken.known})
    return " ".join(said)
