"""Restoring a withdrawn page in the admin: what comes back is shown, one button brings it."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.models import Page

from cms.admin_frame import framed
from pages import after_publishing
from pages.services import withdrawal
from pages.withdrawal.rights import may_restore
from pages.withdrawal.versions import is_withdrawn, version_of, withdrawn_with


class RestoreForm(forms.Form):
    newest = forms.BooleanField(
        required=False,
        label=gettext_lazy("With the changes that were saved since then"),
        help_text=gettext_lazy("Else they stay a draft."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def restore(request: HttpRequest, page_id: int) -> HttpResponse:
    """Raises: PermissionDenied unless this user may publish the page."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not may_restore(request.user, page):
        raise PermissionDenied
    if not is_withdrawn(page):
        raise Http404(_("This page was not withdrawn"))
    versions = [version_of(each) for each in withdrawn_with(page) if may_restore(request.user, each)]
    own = next(version for version in versions if version.page.pk == page.pk)
    form = RestoreForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        newest = own.page.get_latest_revision() if form.cleaned_data["newest"] else None
        revisions = [newest if newest and version is own else version.revision for version in versions]
        for each in withdrawal.restore(revisions=revisions, user=request.user, now=timezone.now()):
            after_publishing.tell(request, each)
        messages.success(request, _("“%(title)s” is public again.") % {"title": page.title})
        return redirect("wagtailadmin_pages:edit", page.pk)
    title = _("Restore “%(title)s”") % {"title": page.title}
    context = {"page": page, "versions": versions, "own": own, "form": form, **framed(title, "undo")}
    return render(request, "pages/withdrawal/restore.html", context)
