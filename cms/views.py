"""Answers for machines and the CSRF error page. What people read lies in pages/."""

import posixpath
import sys
from datetime import timedelta

from django.conf import settings
from django.db import OperationalError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views import defaults, static
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.permissions import policy_registry
from wagtail.url_routing import RouteResult
from wagtail.views import serve

from cms import closed_pictures, health
from cms.addresses import absolute
from cms.models import CampaignImage, CampaignRendition, OrganisationSettings
from cms.public_tree import fetch, home_path, public_tree

CLOSED_TO_ROBOTS = ("/admin/", "/sandbox/")
CLOSED_IN_EVERY_LANGUAGE = ("/login/", "/accounts/", "/give/", "/receipts/", "/search/")
HANDED_OUT_TO_NOBODY = ("original_images/", closed_pictures.FOLDER)
"""Whole pictures, since pages show renditions alone, and those of private collections. Names are easily guessed."""

SECURITY_TXT_HOLDS_FOR = timedelta(days=180)


def serve_page(request: HttpRequest, path: str) -> HttpResponse:
    """A published page, found in one query; everything else goes Wagtail's own way, one query a level.

    Wagtail would answer with English pages under /cy/ as long as no Welsh home page is published.
    """
    tree, language = public_tree(), get_language()
    found = tree.at(request.path_info)
    if found is None and language != settings.LANGUAGE_CODE and tree.at(home_path(language)) is None:
        raise Http404
    if found:
        # Wagtail looks here before it walks down the tree.
        request._wagtail_route_for_request = RouteResult(fetch(found))  # type: ignore[attr-defined]
    return serve(request, path)


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """The process is up. Asks nothing else, so that a slow database does not have it restarted."""
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when what every check says begins with "ok", else 503; either way with what each says."""
    checks = health.run_checks()
    ready = all(result.startswith("ok") for result in checks.values())
    return JsonResponse({"status": "ok" if ready else "not ready", "checks": checks}, status=200 if ready else 503)


@require_safe
def robots_txt(request: HttpRequest) -> HttpResponse:
    prefixes = ["", *(f"/{code}" for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE)]
    closed = [*CLOSED_TO_ROBOTS, *(prefix + path for prefix in prefixes for path in CLOSED_IN_EVERY_LANGUAGE)]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), f"Sitemap: {absolute(reverse('sitemap'))}"]
    return _text(lines)


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a weakness (RFC 9116). Not there while nobody is named."""
    contact = OrganisationSettings.current().contact_email
    if not contact:
        raise Http404
    lines = [
        f"Contact: mailto:{contact}",
        f"Expires: {timezone.now() + SECURITY_TXT_HOLDS_FOR:%Y-%m-%dT%H:%M:%SZ}",
        f"Canonical: {absolute(reverse('security_txt'))}",
        f"Preferred-Languages: {', '.join(code for code, _ in settings.LANGUAGES)}",
    ]
    return _text(lines)


def _text(lines: list[str]) -> HttpResponse:
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def serve_upload(request: HttpRequest, path: str) -> HttpResponseBase:
    """A picture on one's own machine; in production the proxy or the bucket serves it."""
    if posixpath.normpath(path).lstrip("/").startswith(HANDED_OUT_TO_NOBODY):
        raise Http404
    try:
        return static.serve(request, path, document_root=str(settings.MEDIA_ROOT))
    except (OSError, ValueError) as error:  # A name that no file can have.
        raise Http404 from error


@require_safe
@never_cache
def closed_picture(request: HttpRequest, rendition_id: int) -> FileResponse:
    """A rendition of a picture in a private collection, for those who may see it; 404 for everybody else."""
    rendition = get_object_or_404(CampaignRendition.objects.select_related("image__collection"), pk=rendition_id)
    if not rendition.is_closed or not _may_see(request, rendition.image):
        raise Http404
    try:
        return FileResponse(rendition.file.open("rb"), headers={"Content-Security-Policy": "default-src 'none'"})
    except OSError as error:
        raise Http404 from error


def _may_see(request: HttpRequest, image: CampaignImage) -> bool:
    """Whoever the collection lets in, and whoever may choose the picture for a page."""
    policy = policy_registry.get_by_type(CampaignImage)
    return all(each.accept_request(request) for each in image.collection.get_view_restrictions()) or (
        policy.user_has_any_permission_for_instance(request.user, ["choose", "change"], image)
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """503 when it was the database that could not be used, being locked for too long, full or gone; else 500."""
    if not isinstance(sys.exc_info()[1], OperationalError):
        return defaults.server_error(request)
    return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": "30"})


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403.html", {"is_stale_form": True}, status=403)
