"""The own page of somebody who signed up. Opening it changes nothing; only its buttons do."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cms.mail import ONE_CLICK
from cms.origin import require_same_origin
from cms.personal_pages import keep_personal
from cms.row_keys import read_key
from community.models import Subscriber
from community.purposes import OfferedConsent, offered
from community.services import subscribing as service
from community.subscribe_forms import ChoicesForm


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@require_same_origin
def my_choices(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Buttons confirm, save and leave; so does the mail program's own, which posts here (RFC 8058)."""
    subscriber = Subscriber.objects.filter(public_id=public_id).first()
    do = request.POST.get("do")
    if do == "leave" or ONE_CLICK in request.POST:
        service.leave(public_id=public_id, now=timezone.now())
        return _show(request, Subscriber.objects.filter(public_id=public_id).first(), is_left=True)
    if do == "confirm":
        seen = [key for key in map(read_key, request.POST.getlist("consent")) if key is not None]
        service.confirm(public_id=public_id, consents=seen, now=timezone.now())
        return redirect("my_choices", public_id)
    if do == "save" and subscriber and subscriber.confirmed_at:
        return _save(request, subscriber)
    return _show(request, subscriber, _form(subscriber) if subscriber else None)


def _save(request: HttpRequest, subscriber: Subscriber) -> HttpResponse:
    form = ChoicesForm(request.POST, consents=_offered_to(subscriber))
    if not form.is_valid():
        return _show(request, subscriber, form)
    service.choose(
        public_id=subscriber.public_id, **form.cleaned_data, locale=get_language() or "en", now=timezone.now()
    )
    return redirect("my_choices", subscriber.public_id)


def _offered_to(subscriber: Subscriber) -> list[OfferedConsent]:
    """What they agreed to in the words to which they did, and what else is asked for now."""
    held = {each.purpose: each.wording for each in subscriber.consents.in_force()}
    now = offered()
    own = {purpose: OfferedConsent(purpose, purpose, wording) for purpose, wording in held.items()}
    return list({**now, **own}.values())


def _form(subscriber: Subscriber) -> ChoicesForm:
    offered_to = _offered_to(subscriber)
    held = set(subscriber.consents.in_force().values_list("purpose", flat=True))
    initial = {"name": subscriber.name, "consents": [each.key for each in offered_to if each.purpose in held]}
    return ChoicesForm(initial=initial, consents=offered_to)


def _show(
    request: HttpRequest, subscriber: Subscriber | None, form: ChoicesForm | None = None, *, is_left: bool = False
) -> HttpResponse:
    """Whoever is forgotten already reads the same as whoever leaves now; the link of an old mail says so, too."""
    pending = list(subscriber.consents.pending()) if subscriber else []
    context = {"subscriber": subscriber, "pending": pending, "form": form, "is_left": is_left}
    status = 422 if form and form.errors else 200 if subscriber or is_left else 404
    return keep_personal(render(request, "community/my_choices.html", context, status=status))
