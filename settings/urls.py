"""The map of addresses. What people read exists once for each language; what machines read exists once."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.templatetags.static import static
from django.urls import include, path, re_path, reverse_lazy
from django.utils.functional import lazy
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents.views import serve as wagtaildocs_views
from wagtail.urls import serve_pattern
from wagtail.views import authenticate_with_password

from accounts.throttling import slow_down_guesses
from accounts.views import login_door
from cms import converters  # noqa: F401 - its kind of address is used below
from cms import views as cms_views
from cms.file_parts import serve_document
from cms.sitemap import sitemap, sitemap_file
from donations.views.embed import embed
from donations.webhooks import stripe_webhook

handler500 = "cms.views.server_error"

urlpatterns = [
    path("healthz", cms_views.healthz, name="healthz"),
    path("readyz", cms_views.readyz, name="readyz"),
    path("robots.txt", cms_views.robots_txt, name="robots_txt"),
    path("favicon.ico", RedirectView.as_view(url=lazy(static, str)("icons/icon.svg"))),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", sitemap_file, name="sitemap_file"),
    path(".well-known/security.txt", cms_views.security_txt, name="security_txt"),
    path("embed/crowdfunds/<slug:slug>", embed, name="crowdfund_embed"),
    # With and without the slash: Stripe takes a redirect for a failure.
    re_path("^webhooks/stripe/?$", stripe_webhook, name="stripe_webhook"),
    # Wagtail's own doors lead to the one login, which slows down whoever guesses passwords.
    path("admin/login/", login_door),
    re_path("^admin/password_reset/", RedirectView.as_view(url=reverse_lazy("account_reset_password"))),
    path("_util/login/", login_door, name="wagtailcore_login"),
    path("admin/", include(wagtailadmin_urls)),
    # As in wagtail.documents.urls, which would take numbers that are longer than Python and databases can read.
    re_path("^documents/([0-9]{1,18})/(.*)$", serve_document, name="wagtaildocs_serve"),
    path(
        "documents/authenticate_with_password/<int:restriction_id>/",
        slow_down_guesses(wagtaildocs_views.authenticate_with_password),
        name="wagtaildocs_authenticate_with_password",
    ),
    path("pictures/<key:rendition_id>", cms_views.closed_picture, name="closed_picture"),
    path("", include("pages.sharing.urls")),
    path("api/v1/", include("api.urls")),
]

if settings.STRIPE_SANDBOX:
    urlpatterns.append(path("sandbox/", include("donations.sandbox.urls")))

if settings.SERVE_MEDIA:
    urlpatterns.append(re_path(r"^media/(?P<path>.*)$", cms_views.serve_upload))

urlpatterns += i18n_patterns(
    path("login/", login_door, name="login"),
    path("accounts/", include("accounts.urls")),
    path("", include("donations.urls")),
    path("", include("events.urls")),
    path("", include("events.invitations.urls")),
    path("", include("community.urls")),
    path("", include("pages.sign_up.urls")),
    path("", include("pages.contributions.urls")),
    path("", include("desk.urls")),
    path("", include("search.urls")),
    path("", include("pages.feeds.urls")),
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        slow_down_guesses(authenticate_with_password),
        name="wagtailcore_authenticate_with_password",
    ),
    re_path(serve_pattern, cms_views.serve_page, name="wagtail_serve"),
    prefix_default_language=False,
)
