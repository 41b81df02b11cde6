"""People who signed up, in the admin: the list with its filters and its file, and one of them with what they agreed to.

Whoever may view them sees addresses: each look, and each file, is written into the log.
"""

from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column

from cms.cells import SORTABLE, InspectRowView, moment
from cms.exports import ExportedIndexView
from cms.looks import log_look
from cms.public_tree import public_tree
from cms.read_only import ReadOnlyViewSet
from community.models import Consent, Subscriber
from community.purposes import offered

LISTED = "community.list_subscribers"
LOOKED = "community.look_at_subscriber"

State = Subscriber.State


def page_title(page_key: UUID) -> str:
    """Of the page with the form, while everybody may see it."""
    page = public_tree().of_key(page_key)
    return page.title if page else gettext("A page that is not public")


def _purposes(subscriber: Subscriber) -> str:
    """What they may be written to about."""
    return ", ".join(each.purpose for each in subscriber.consents.all() if each.confirmed_at and not each.withdrawn_at)


class SubscriberFilterSet(WagtailFilterSet):
    state = ChoiceFilter(label=_("State"), method="in_state", empty_label=State.CURRENT.label)
    purpose = ChoiceFilter(label=_("May be written to about"), method="agreeing_to")
    page_key = ChoiceFilter(label=_("Signed up on"))

    class Meta:
        model = Subscriber
        fields = ("locale",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        counts = Consent.objects.in_force().by_purpose()
        names = {purpose: each.name for purpose, each in offered().items()}
        known = dict.fromkeys([*names, *counts])
        pages = Subscriber.objects.current().by_page()
        self._choose("state", [(each, each.label) for each in (State.UNCONFIRMED, State.LEFT)])
        self._choose("purpose", [(each, f"{names.get(each, each)} ({counts.get(each, 0)})") for each in known])
        self._choose("page_key", [(str(key), f"{page_title(key)} ({count})") for key, count in pages.items()])

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        self.filters[name].extra["choices"] = choices

    def in_state(self, rows: Any, name: str, state: str) -> Any:
        return rows.left() if state == State.LEFT else rows.unconfirmed()

    def agreeing_to(self, rows: Any, name: str, purpose: str) -> Any:
        return rows.agreeing_to(purpose)


class SubscriberIndexView(ExportedIndexView):
    """Those who may be written to, unless another state is chosen: a file that was taken must bring nobody else back.

    It has the columns that mailing services ask for, by the names that they know.
    """

    exported = (
        ("email", lambda row: row.email),
        ("name", lambda row: row.name),
        ("language", lambda row: row.locale),
        ("consents", _purposes),
        ("state", lambda row: row.state.value),
        ("created_at", moment("created_at", SORTABLE)),
        ("source", lambda row: page_title(row.page_key)),
    )

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().with_consents()

    def filter_queryset(self, queryset: Any) -> Any:
        rows = super().filter_queryset(queryset)
        is_chosen = self.filters.is_valid() and self.filters.form.cleaned_data.get("state")
        return rows if is_chosen else rows.current()

    def get_context_data(self, *args: Any, **kwargs: Any) -> Any:
        if not self.is_export:
            log_look(self.request.user, LISTED, self.request.user, timezone.now())
        return super().get_context_data(*args, **kwargs)


def _evidence(subscriber: Subscriber) -> SafeString | str:
    """Each consent with the words that were agreed to, and when."""
    return format_html_join(mark_safe("<br><br>"), "{}", ((_told(each),) for each in subscriber.consents.all())) or "–"


def _told(consent: Consent) -> SafeString:
    where = page_title(consent.page_key) if consent.page_key else gettext("on their own page")
    steps = [
        (gettext("ticked"), "given_at"),
        (gettext("confirmed"), "confirmed_at"),
        (gettext("withdrawn"), "withdrawn_at"),
    ]
    times = [f"{words} {moment(name)(consent)}" for words, name in steps if getattr(consent, name)]
    return format_html("<b>{}</b>: “{}” ({})<br>{}", consent.purpose, consent.wording, where, ", ".join(times))


class SubscriberInspectView(InspectRowView):
    listing_label = _("People who signed up")
    shown = {
        "state": lambda row: row.state.label,
        "created_at": moment("created_at"),
        "page_key": lambda row: page_title(row.page_key),
        "consents": _evidence,
    }
    labels = {"state": _("State"), "consents": _("What they agreed to"), "page_key": _("Signed up on")}

    @cached_property
    def page_subtitle(self) -> str:
        return str(self.object.email)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        log_look(self.object, LOOKED, self.request.user, timezone.now())
        return super().get_context_data(**kwargs)


class SubscriberViewSet(ReadOnlyViewSet):
    model = Subscriber
    icon = "mail"
    menu_label = _("People who signed up")
    menu_order = 165
    add_to_admin_menu = True
    list_display = (
        "email",
        Column("name", label=_("Name"), sort_key="name"),
        Column("purposes", label=_("May be written to about"), accessor=_purposes),
        Column("page", label=_("Signed up on"), accessor=lambda row: page_title(row.page_key)),
        Column("created_at", label=_("Signed up"), accessor=moment("created_at"), sort_key="created_at"),
    )
    search_fields = ("email", "name")
    filterset_class = SubscriberFilterSet
    ordering = ("-created_at",)
    index_view_class = SubscriberIndexView
    inspect_view_class = SubscriberInspectView
    inspect_view_fields = ("email", "name", "locale", "state", "created_at", "page_key", "consents")


def register_log_actions(actions: Any) -> None:
    """Make Wagtail's log know what is written here."""
    actions.register_action(LISTED, _("Look at who signed up"), _("Looked at the list of people who signed up"))
    actions.register_action(LOOKED, _("Look at a person who signed up"), _("Looked at what somebody signed up for"))
