"""The pages of those who contribute. Opening one changes nothing; only its buttons do."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_safe

from accounts.throttling import TooOften, count_mail, too_many_attempts
from cms import trap
from cms.origin import require_same_origin
from cms.personal_pages import keep_personal
from cms.public_tree import public_tree
from pages.contributions import services
from pages.contributions.calls import Call, find_call
from pages.contributions.forms import CONSENT, BeginForm, ObjectionForm, SendForm, WordForm, WordsForm, initial_of
from pages.contributions.posts import version_for_writer
from pages.contributions.services import ChangedMeanwhile, NotNow
from pages.models import Contribution, State

TOO_MANY = _("Several texts of this address were begun and never sent. Send or withdraw one of them first.")
OTHER_WINDOW = _(
    "This text was saved from another window meanwhile: that is what stands at the end of this page. What you typed is "
    "in the form. Save or send it again to put it in its place; choose a file again."
)
TOO_LATE = _("It has gone on meanwhile, and this could not be kept. Your words stand below: copy what you need.")
CHANGED = _("The editors have changed the text meanwhile. Read it again.")


def call_or_404(key: UUID) -> Call:
    if call := find_call(key):
        return call
    raise Http404


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@require_same_origin
def contribute(request: HttpRequest, series_key: UUID) -> HttpResponse:
    """The first step: what somebody has so far, and where the link to it goes."""
    call = call_or_404(series_key)
    if request.method != "POST":
        return _show_call(request, call, BeginForm(), status=200)
    form = BeginForm(request.POST, request.FILES, is_draft=True)
    if not call.is_open:
        return _show_call(request, call, form, status=409)
    if not form.is_valid():
        return _show_call(request, call, form, status=422)
    email = form.cleaned_data["email"]
    if not trap.is_sprung(request.POST):
        try:
            count_mail(request, "contribute", to=email)
            services.begin(
                call=call, draft=form.draft(), email=email, locale=get_language() or "en", now=timezone.now()
            )
        except TooOften:
            return too_many_attempts(request)
        except services.TooMany:
            form.add_error(None, TOO_MANY)
            return _show_call(request, call, form, status=422)
    return redirect("contribution_kept", series_key)


@require_safe
@never_cache
def kept(request: HttpRequest, series_key: UUID) -> HttpResponse:
    """What follows the first step: the same whoever has the address."""
    return keep_personal(render(request, "pages/contributions/kept.html", {"call": call_or_404(series_key)}))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@require_same_origin
def mine(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Where one's contribution stands, with what there is to do about it."""
    found = get_object_or_404(Contribution, public_id=public_id)
    if request.method != "POST":
        return _show(request, found, _form_of(found))
    try:
        return DO.get(request.POST.get("do", ""), _back)(request, found)
    except NotNow:
        return _come_too_late(request, found)
    except ChangedMeanwhile:
        return _show_both(request, found)


def _show_both(request: HttpRequest, found: Contribution) -> HttpResponse:
    """What was typed in a window that is behind, and what is saved now."""
    found.refresh_from_db()
    form = SendForm(request.POST, request.FILES, is_draft=True)
    form.go_on_from(found.version)
    return _show(request, found, form, status=409, told=OTHER_WINDOW)


def _come_too_late(request: HttpRequest, found: Contribution) -> HttpResponse:
    """As from a second window. Nothing is kept any more; what was typed is shown, so that it is not lost."""
    found.refresh_from_db()
    kind = TYPED.get(request.POST.get("do", ""))
    if kind is None:
        return _back(request, found)
    late = kind(initial=request.POST.dict())
    return _show(request, found, _form_of(found), late=late, status=409, told=TOO_LATE)


def _save(request: HttpRequest, found: Contribution) -> HttpResponse:
    form = SendForm(request.POST, request.FILES, is_draft=True)
    if not form.is_valid():
        return _show(request, found, form, status=422)
    _keep(found, form)
    return _back(request, found, said="saved")


def _keep(found: Contribution, form: SendForm) -> Contribution:
    return services.save(
        public_id=found.public_id, draft=form.draft(), version=form.cleaned_data["version"], now=timezone.now()
    )


def _send(request: HttpRequest, found: Contribution) -> HttpResponse:
    form = SendForm(request.POST, request.FILES)
    if not form.is_valid():
        # Else the photo would be lost: no browser sends a file again.
        kept = SendForm(request.POST, request.FILES, is_draft=True)
        if kept.is_valid():
            form.go_on_from(_keep(found, kept).version)
        return _show(request, found, form, status=422)
    services.send(
        public_id=found.public_id,
        draft=form.draft(),
        version=form.cleaned_data["version"],
        consent=str(CONSENT),
        now=timezone.now(),
    )
    return _back(request, found)


def _withdraw(request: HttpRequest, found: Contribution) -> HttpResponse:
    services.withdraw(public_id=found.public_id, now=timezone.now())
    return _back(request, found)


def _approve(request: HttpRequest, found: Contribution) -> HttpResponse:
    form = WordForm(request.POST)
    if not form.is_valid():
        return _show(request, found, form, status=422)
    told = form.cleaned_data
    try:
        services.approve(
            public_id=found.public_id,
            revision_id=told["revision"],
            byline=told["byline"],
            wants_comments=told["wants_comments"],
            now=timezone.now(),
        )
    except ChangedMeanwhile:
        found.refresh_from_db()
        return _show(request, found, _form_of(found), status=409, told=CHANGED)
    return _back(request, found)


def _object(request: HttpRequest, found: Contribution) -> HttpResponse:
    form = ObjectionForm(request.POST)
    if not form.is_valid():
        return _show(request, found, _form_of(found), objection=form, status=422)
    services.object_to(public_id=found.public_id, words=form.cleaned_data["words"], now=timezone.now())
    return _back(request, found)


def _back(request: HttpRequest, found: Contribution, said: str = "") -> HttpResponse:
    return HttpResponseRedirect(f"{request.path}?{said}" if said else request.path, status=303)


DO = {"save": _save, "send": _send, "withdraw": _withdraw, "approve": _approve, "object": _object}
TYPED: dict[str, type[SendForm] | type[ObjectionForm]] = {"save": SendForm, "send": SendForm, "object": ObjectionForm}


@require_safe
@never_cache
@xframe_options_sameorigin
def final(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The final version as readers will see it, for its writer only."""
    found = get_object_or_404(Contribution, public_id=public_id, state__in=(State.PROOF, State.APPROVED))
    version = version_for_writer(found)
    if version is None:
        raise Http404
    own = {"word_at": found.own_path}
    return keep_personal(version.make_preview_request(original_request=request, extra_request_attrs=own))


def _form_of(found: Contribution) -> WordsForm | WordForm | None:
    if found.is_with_its_writer:
        return SendForm(initial=initial_of(found))
    if found.state != State.PROOF:
        return None
    told = {"byline": found.byline, "wants_comments": found.wants_comments, "revision": found.approved_revision}
    return WordForm(initial=told)


def _show(
    request: HttpRequest,
    found: Contribution,
    form: WordsForm | WordForm | None,
    *,
    objection: ObjectionForm | None = None,
    late: SendForm | ObjectionForm | None = None,
    status: int = 200,
    told: object = "",
) -> HttpResponse:
    context = {
        "contribution": found,
        "form": form,
        "objection": objection or ObjectionForm(),
        "note": found.notes.filter(is_by_editor=True).last(),
        "late": late,
        "told": told,
        "is_behind": told == OTHER_WINDOW,
        "is_saved": "saved" in request.GET,
        "series": _series(found),
        "post": public_tree().of_key(found.post_key),
    }
    return keep_personal(render(request, "pages/contributions/mine.html", context, status=status))


def _series(found: Contribution) -> object:
    call = find_call(found.series_key)
    return call and call.page


def _show_call(request: HttpRequest, call: Call, form: BeginForm, *, status: int) -> HttpResponse:
    return render(request, "pages/contributions/contribute.html", {"call": call, "form": form}, status=status)
