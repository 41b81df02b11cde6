"""What Stripe has told, in the admin, and its replay: what could not be processed is processed once more."""

from collections.abc import Iterator
from typing import Any

from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.log_actions import log

from cms.cells import InspectRowView, moment
from cms.read_only import ReadOnlyViewSet
from donations.gateways import get_gateway
from donations.gateways.base import GatewayError
from donations.inbox import REPLAYABLE, replay_event
from donations.models import StripeEvent
from donations.treasury.log import REPLAYED_EVENT
from donations.treasury.searching import SearchedIndexView

MAY_REPLAY = "donations.change_stripeevent"
MOST_AT_ONCE = 100
"""Longer than a request may take; whoever has more presses again."""

Status = StripeEvent.Status


class StripeEventIndexView(SearchedIndexView):
    def found_by(self, words: str) -> Q:
        return Q(pk=words) | Q(payment_intent_id=words) | Q(type__startswith=words)

    def get_list_more_buttons(self, instance: StripeEvent) -> list[Any]:
        buttons: list[Any] = super().get_list_more_buttons(instance)
        if instance.status in REPLAYABLE and self.request.user.has_perm(MAY_REPLAY):
            buttons.append(Button(_("Replay"), url=_replay_url(instance), icon_name="rotate", priority=10))
        return buttons

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        if not self.request.user.has_perm(MAY_REPLAY):
            return []
        url = reverse("stripeevent:replay_failed")
        return [HeaderButton(_("Replay all that failed"), url=url, icon_name="rotate")]


class StripeEventInspectView(InspectRowView):
    shown = {"created_at": moment("created_at"), "received_at": moment("received_at")}

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        if self.object.status not in REPLAYABLE or not self.request.user.has_perm(MAY_REPLAY):
            return []
        return [HeaderButton(_("Replay"), url=_replay_url(self.object), icon_name="rotate")]


def _replay_url(event: StripeEvent) -> str:
    return reverse("stripeevent:replay", args=[quote(event.pk)])


class ReplayView(WagtailAdminTemplateMixin, TemplateView):
    """Asks whether to replay one event; its POST does so and tells what became of it."""

    template_name = "donations/treasury/replay.html"
    page_title = gettext_lazy("Replay")
    header_icon = "rotate"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.has_perm(MAY_REPLAY):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def chosen(self) -> list[str]:
        """The ids of the events that this is about."""
        event_id = unquote(self.kwargs["pk"])
        # PostgreSQL takes no NUL in a question either.
        if "\0" in event_id or not StripeEvent.objects.filter(pk=event_id).exists():
            raise Http404
        return [event_id]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        events = StripeEvent.objects.filter(pk__in=self.chosen()).defer("payload").order_by("created_at")
        return super().get_context_data(events=events, index_url=reverse("stripeevent:index"), **kwargs)

    def get_breadcrumbs_items(self) -> Any:
        index = {"url": reverse("stripeevent:index"), "label": _("Stripe events")}
        return [*self.breadcrumbs_items, index, {"url": "", "label": self.page_title}]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        chosen = self.chosen()
        for event_id in chosen:
            _replay(request, event_id)
        # Read when all are through: one may have waited for a payment that only a later one made known.
        _tell(request, list(StripeEvent.objects.filter(pk__in=chosen).values_list("status", flat=True)))
        return HttpResponseRedirect(reverse("stripeevent:index"))


class ReplayFailedView(ReplayView):
    """The same for all that failed, the oldest first."""

    page_title = gettext_lazy("Replay all that failed")

    def chosen(self) -> list[str]:
        failed = StripeEvent.objects.filter(status=Status.FAILED).order_by("created_at")
        return list(failed.values_list("pk", flat=True)[:MOST_AT_ONCE])


def _replay(request: HttpRequest, event_id: str) -> None:
    """Process an event again. It stays new where Stripe does not answer, which is told at once."""
    try:
        event = replay_event(event_id=event_id, gateway=get_gateway(), now=timezone.now())
    except GatewayError as error:
        event, words = (
            StripeEvent.objects.get(pk=event_id),
            _("%(event)s stays new: Stripe did not answer (%(error)s)."),
        )
        messages.warning(request, words % {"event": event_id, "error": str(error) or type(error).__name__})
    log(instance=event, action=REPLAYED_EVENT, user=request.user, data={"status": event.status})


def _tell(request: HttpRequest, statuses: list[str]) -> None:
    """How many ended how: a message for each end that there was."""
    for status, words in _ends(statuses):
        say = messages.error if status == Status.FAILED else messages.success
        say(request, words)
    if not statuses:
        messages.success(request, _("There was nothing to replay."))


def _ends(statuses: list[str]) -> Iterator[tuple[str, str]]:
    """Each status that something ended in, with how many did, in words. What stays new was told already."""
    counts = {status: statuses.count(status) for status in Status}
    words = {
        Status.DONE: ngettext_lazy("%(count)s event is done now.", "%(count)s events are done now.", "count"),
        Status.IGNORED: ngettext_lazy(
            "%(count)s event is of no concern.", "%(count)s events are of no concern.", "count"
        ),
        Status.WAITING: ngettext_lazy(
            "%(count)s event still waits for its payment.", "%(count)s events still wait for their payments.", "count"
        ),
        Status.FAILED: ngettext_lazy("%(count)s event failed again.", "%(count)s events failed again.", "count"),
    }
    for status, told in words.items():
        if counts[status]:
            yield status, told % {"count": counts[status]}


class StripeEventViewSet(ReadOnlyViewSet):
    """The payload stays out: it holds what donors told Stripe."""

    model = StripeEvent
    icon = "mail"
    menu_label = gettext_lazy("Stripe events")
    list_display = (
        "id",
        Column("type", label=gettext_lazy("Type"), sort_key="type"),
        Column("status", label=gettext_lazy("Status"), accessor="get_status_display", sort_key="status"),
        Column("attempts", label=gettext_lazy("Attempts")),
        Column("received_at", label=gettext_lazy("Received"), accessor=moment("received_at"), sort_key="received_at"),
    )
    list_filter = ("status", "type")
    ordering = ("-received_at",)
    index_view_class = StripeEventIndexView
    inspect_view_class = StripeEventInspectView
    inspect_view_fields = (
        *("id", "type", "status", "attempts", "error"),
        *("payment_intent_id", "created_at", "received_at"),
    )

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("replay/", ReplayFailedView.as_view(), name="replay_failed"),
            path(f"replay/<{self.pk_path_converter}:pk>/", ReplayView.as_view(), name="replay"),
        ]
