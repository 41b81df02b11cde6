"""What donors want shown in public: a queue for editors, moderators and treasurers. Each decision is written down."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.decorators.http import require_POST
from wagtail.admin.ui.tables import BaseColumn, Column
from wagtail.admin.views.generic import IndexView
from wagtail.log_actions import log

from cms.cells import moment
from cms.read_only import ReadOnlyViewSet
from donations.models import SupporterMessage
from donations.services.supporters import MessageChanged, decide_message

DECIDED_MESSAGE = "donations.decide_message"
CHANGE = "donations.change_supportermessage"

State = SupporterMessage.State


class DecideColumn(BaseColumn):
    """Buttons in each row, for whoever may decide."""

    cell_template_name = "wagtailadmin/money/decide_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        # Whole, not as people write it: the donor may write anew within the same minute.
        context["read_at"] = instance.written_at.isoformat()
        context["may_decide"] = parent_context["request"].user.has_perm(CHANGE)
        # A cell is drawn with no context of the request's own: there is no token in it to pass on.
        return {**context, "csrf_token": get_token(parent_context["request"])}


class MessageIndexView(IndexView):
    def get_base_queryset(self) -> Any:
        rows = super().get_base_queryset().select_related("donation__crowdfund")
        return rows.prefetch_related("donation__crowdfund__texts")


@method_decorator(require_POST, name="dispatch")
class DecideView(View):
    """Takes one decision. Raises PermissionDenied for whoever may only look."""

    index_url_name = ""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not request.user.has_perm(CHANGE):
            raise PermissionDenied
        state, read_at = request.POST.get("state", ""), _moment(request.POST.get("read_at", ""))
        if state not in State.values or read_at is None:
            return HttpResponseBadRequest()
        try:
            message = _decide(message_id=pk, state=state, read_at=read_at, user=request.user)
        except (SupporterMessage.DoesNotExist, MessageChanged):
            messages.error(request, _("The donor has changed these words meanwhile. Read them again."))
        else:
            messages.success(request, _("Noted: %(state)s.") % {"state": message.get_state_display()})
        return redirect(self.index_url_name)


@transaction.atomic
def _decide(*, user: Any, state: str, **asked: Any) -> SupporterMessage:
    """The decision and its line in the log, both or neither."""
    message = decide_message(user=user, state=state, now=timezone.now(), **asked)
    # By its reference: a name that its donor takes back must not live on in the log.
    log(instance=message, action=DECIDED_MESSAGE, user=user, title=message.donation.reference, data={"state": state})
    return message


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if timezone.is_aware(moment) else None


class SupporterMessageViewSet(ReadOnlyViewSet):
    model = SupporterMessage
    registers = ("view", "change")
    icon = "comment"
    menu_label = gettext_lazy("Supporters’ words")
    list_display = (
        Column("public_name", label=gettext_lazy("Name"), sort_key="public_name"),
        # Second, with little before it: a narrow screen cuts off what stands further right.
        DecideColumn("decide", label=gettext_lazy("Decide")),
        Column("comment", label=gettext_lazy("Words")),
        Column("crowdfund", label=gettext_lazy("Crowdfund"), accessor="donation.crowdfund.title"),
        Column("written_at", label=gettext_lazy("Written"), accessor=moment("written_at"), sort_key="written_at"),
        Column("state", label=gettext_lazy("State"), accessor="get_state_display", sort_key="state"),
    )
    list_filter = ("state",)
    # Those that wait come last in the alphabet of states.
    ordering = ("-state", "written_at")
    index_view_class = MessageIndexView
    inspect_view_enabled = False

    def get_urlpatterns(self) -> list[URLPattern]:
        decide = self.construct_view(DecideView, index_url_name=self.get_url_name("index"))
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("decide/<int:pk>/", decide, name="decide"),
        ]
