"""“New campaign” in the admin: the form, and the draft of both pages with all that can be done with it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cms.admin_frame import framed
from pages import after_publishing
from pages.completeness import missing
from pages.models import CampaignPage
from pages.new_campaign import rights
from pages.new_campaign.asked import Asked
from pages.new_campaign.going_live import GoingLiveForm
from pages.services.campaigns import publish_together, together


@require_http_methods(["GET", "HEAD", "POST"])
def new_campaign(request: HttpRequest) -> HttpResponse:
    """Raises: PermissionDenied unless this user may add campaigns."""
    home = rights.home_for_campaigns(request.user)
    if home is None:
        raise PermissionDenied
    is_sent = request.method == "POST"
    asked = Asked(request.POST if is_sent else None, request.FILES if is_sent else None, user=request.user)
    if is_sent and asked.is_valid():
        campaign = asked.make(home)
        messages.success(request, _("The draft is kept. Nobody sees it before it is published."))
        return redirect("campaign_draft", campaign.pk)
    errors = asked.errors()
    context = {"asked": asked, "errors": errors, **framed(_("New campaign"), "doc-empty")}
    return render(request, "pages/new_campaign/form.html", context, status=422 if errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, page_id: int) -> HttpResponse:
    """Campaign and crowdfund as they are kept: look at them, write on, publish both.

    Raises: PermissionDenied unless this user may edit the campaign.
    """
    campaign = get_object_or_404(CampaignPage, pk=page_id)
    if not campaign.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    pages = together(campaign)
    form = GoingLiveForm(request.POST if request.method == "POST" else None, pages=pages)
    can_publish = rights.may_publish(request.user, pages)
    if request.method == "POST" and not can_publish:
        raise PermissionDenied
    if form.is_bound and form.is_valid():
        return _publish(request, campaign, form)
    drafts = [page.get_latest_revision_as_object() for page in pages]
    context = {
        "campaign": campaign,
        "drafts": drafts,
        "missing": [part for each in drafts[1:] for part in missing(each)],
        "form": form,
        "can_publish": can_publish,
        **framed(drafts[0].title, "doc-empty"),
    }
    return render(request, "pages/new_campaign/draft.html", context, status=422 if form.errors else 200)


def _publish(request: HttpRequest, campaign: CampaignPage, form: GoingLiveForm) -> HttpResponse:
    go_live_at = form.cleaned_data["go_live_at"]
    publish_together(campaign=campaign, user=request.user, go_live_at=go_live_at)
    after_publishing.tell(request, CampaignPage.objects.get(pk=campaign.pk))
    if go_live_at:
        messages.success(request, _("Both pages go live by themselves at the time that you gave."))
        return redirect("campaign_draft", campaign.pk)
    messages.success(request, _("“%(title)s” is published.") % {"title": campaign.title})
    return redirect("wagtailadmin_pages:edit", campaign.pk)
