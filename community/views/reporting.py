"""Where readers say what is wrong with a comment."""

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.throttling import too_many_attempts
from cms import trap
from cms.origin import require_same_origin
from cms.personal_pages import keep_personal
from community.forms import ReportForm
from community.services import reporting
from community.views.writing import comment_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@require_same_origin
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The comment with the form; what was typed is kept where something is wrong with it."""
    talk, comment = comment_or_404(pk)
    form = ReportForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = {"comment": comment, "talk": talk, "form": form}
        return keep_personal(render(request, "community/report.html", context, status=422 if form.is_bound else 200))
    if not trap.is_sprung(request.POST):
        if not ratelimit.consume(request, action="comment_report"):
            return too_many_attempts(request)
        reporting.report(comment=comment, now=timezone.now(), **form.cleaned_data)
    return redirect("report_done", comment.pk)


@require_safe
@never_cache
def done(request: HttpRequest, pk: int) -> HttpResponse:
    """The same, whether the comment is still shown or not."""
    return keep_personal(render(request, "community/report_done.html", {"comment_pk": pk}))
