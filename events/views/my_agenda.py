"""What to talk about, as somebody who comes sees and says it. Only buttons change anything; nobody is named."""

from contextlib import suppress
from typing import Any
from uuid import UUID

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.throttling import too_many_attempts
from cms.origin import require_same_origin
from cms.personal_pages import keep_personal
from cms.row_keys import read_key
from events.models import AgendaItem, SignUp
from events.models.agenda import MOST_ITEMS
from events.said_forms import AgendaItemForm
from events.services import agendas
from events.services.agendas import Enough, NotAsked

SHOWN = 100
"""So many items, those that matter to most; a longer list is read by nobody."""


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@require_same_origin
def agenda(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The list by what matters, with a button beside each item, and a field for what is missing."""
    asked = SignUp.objects.of_somebody().filter(occurrence__event__hub__takes_agenda=True)
    found = get_object_or_404(asked, public_id=public_id)
    if request.method != "POST":
        return _show(request, found, AgendaItemForm())
    if not ratelimit.consume(request, action="say"):
        return too_many_attempts(request)
    form = AgendaItemForm(request.POST)
    if "text" in request.POST and not form.is_valid():
        return _show(request, found, form, status=422)
    try:
        with suppress(NotAsked):  # The page says so.
            _do(request, public_id, form)
    except Enough:
        form.add_error("text", _("You have suggested three things. Take one of them back first"))
        return _show(request, found, form, status=422)
    return HttpResponseRedirect(request.path, status=303)


def _do(request: HttpRequest, public_id: UUID, form: AgendaItemForm) -> None:
    """Raises: NotAsked, Enough."""
    sent: dict[str, Any] = {"public_id": public_id, "now": timezone.now()}
    for name in ("matters", "matters_not", "take_back"):
        item_id = read_key(request.POST.get(name, ""))
        if item_id is None:
            continue
        if name == "take_back":
            agendas.take_back(item_id=item_id, **sent)
        else:
            agendas.mark(item_id=item_id, matters=name == "matters", **sent)
    if "text" in request.POST:
        agendas.suggest(text=form.cleaned_data["text"], **sent)


def _show(request: HttpRequest, found: SignUp, form: AgendaItemForm, *, status: int = 200) -> HttpResponse:
    items = AgendaItem.objects.filter(occurrence=found.occurrence)
    own = set(items.filter(sign_up=found).values_list("pk", flat=True))
    marked = set(found.agenda_marks.values_list("item", flat=True))
    shown = list(items.shown().by_what_matters()[:SHOWN])
    for item in shown:
        item.is_own, item.is_marked = item.pk in own, item.pk in marked  # type: ignore[attr-defined]
    context = {
        "sign_up": found,
        "date": found.occurrence,
        "items": shown,
        "form": form,
        "is_open": agendas.is_open(found, timezone.now()),
        "may_suggest": len(own) < MOST_ITEMS or form.is_bound,
    }
    return keep_personal(render(request, "events/my_agenda.html", context, status=status))
