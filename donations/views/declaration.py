"""Where a donor says who they are, when the law asks for it. Nothing that was told before is shown here."""

from contextlib import suppress

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cms.origin import require_same_origin
from cms.personal_pages import keep_personal
from donations.declaration_form import DeclarationForm
from donations.declaring import check_of
from donations.models import PermissibilityCheck
from donations.services.permissibility import OPEN
from donations.services.regulation import pack_on
from donations.services.verdicts import CheckDecided, declare


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@require_same_origin
def declaration(request: HttpRequest, token: str) -> HttpResponse:
    """The form, or where the check stands. Whoever has the link may tell again until it is decided."""
    check = check_of(token)
    if check is None:
        raise Http404
    words = pack_on(check.received_on).declaration_in(get_language() or "en")
    form = DeclarationForm(request.POST if request.method == "POST" else None, declaration=words)
    if request.method == "POST" and check.state in OPEN and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("full_name", "address", "postcode")}
        with suppress(CheckDecided):  # The page says what was decided.
            declare(check_id=check.pk, declaration=words, now=timezone.now(), **told)
        return keep_personal(HttpResponseRedirect(request.path, status=303))
    status = 422 if form.errors else 200
    return keep_personal(_page(request, check, form, status=status))


def _page(request: HttpRequest, check: PermissibilityCheck, form: DeclarationForm, *, status: int) -> HttpResponse:
    wants_to_correct = "again" in request.GET or form.is_bound
    context = {
        "check": check,
        "donation": check.donation,
        "crowdfund": check.donation.crowdfund,
        "amount_minor": check.donation.left_minor(),
        "threshold_minor": pack_on(check.received_on).check_above_minor,
        "is_open": check.state in OPEN,
        "form": form if check.state in OPEN and (check.declared_at is None or wants_to_correct) else None,
    }
    return render(request, "donations/declaration.html", context, status=status)
