"""Settings that hold everywhere. What differs lies in local.py, test.py and production.py."""

from pathlib import Path
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from settings import caches, people
from settings.content_security import ADMIN_POLICY, PUBLIC_POLICY
from settings.env import BASE_DIR, VAR_DIR, env
from settings.frames import EMBED_HOSTS, PEERTUBE_HOSTS  # noqa: F401 - settings, too
from settings.people import COMMENTS_CLOSE_AFTER_DAYS, MEETING_WISHES_KEPT_MONTHS, SIGN_UPS_KEPT_DAYS  # noqa: F401
from settings.places import POSTCODE_LOOKUP, POSTCODE_LOOKUP_URL  # noqa: F401 - settings, too
from settings.uploads import *  # noqa: F403 - settings, all of them

SITE_URL = env.str("SITE_URL", default=f"http://127.0.0.1:{env.int('PORT', default=8000)}").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
ROOT_URLCONF = "settings.urls"
WSGI_APPLICATION = "settings.wsgi.application"
# What only one's own machine may do: serve uploads by itself, and hold the demo's logins.
SERVE_MEDIA = ALLOW_DEMO = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Our own from the ground up, before those whose templates they replace: what content changes is purged first of all.
INSTALLED_APPS = [
    "cms",
    "accounts",
    "events",
    "donations",
    "community",
    "pages",
    "desk",
    "search",
    "api",
    "ninja",
    "recurrence",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    # Not its site: the editor of a recurrence loads two of its scripts.
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

# Compression sits outside: what is kept, and its ETag, are of the plain page. The response cache sits inside the
# conditional GET, so that a cached page still answers 304, and outside everything that reads a cookie; the content
# security policy sits inside the cache, so that it is stored with the page.
MIDDLEWARE = [
    "cms.middleware.RequestIdMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "cms.charset.Utf8Middleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cms.middleware.PermissionsPolicyMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "cms.caching.ResponseCacheMiddleware",
    "cms.middleware.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cms.middleware.AddressLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "cms.redirects.PublicRedirectMiddleware",
    "cms.admin_rights.PageRightsMiddleware",
    "cms.admin_input.UnreadableInputMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cms.context_processors.organisation",
            ],
        },
    }
]

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # WAL lets readers go on while one writes; IMMEDIATE takes the write lock at the start, so that a transaction
    # waits its turn rather than failing half-way; FULL keeps an acknowledged donation through a power cut.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }

CACHES = caches.EMBEDDED
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
LOGOUT_REDIRECT_URL = "/"
PASSWORD_RESET_TIMEOUT = 4 * 60 * 60
REFUSED_PASSWORDS: list[str] = []
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY_COUNT
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.forms.LoginForm",
    "reset_password": "accounts.forms.ResetPasswordForm",
    "request_login_code": "accounts.forms.RequestLoginCodeForm",
    "confirm_login_code": "accounts.forms.ConfirmLoginCodeForm",
}
# For volunteers, who have no password. As strong as a forgotten password, which a mail lets choose anew as well.
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
# Wrong passwords by address, and by account and address together (accounts/adapter.py); those of pages and documents.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/m/ip,5/5m/key",
    "page_password": "10/5m/ip",
    # Links that are none of ours, and invitations that one user sends.
    "invitation": "20/5m/ip",
    "invite": "30/h/user",
    **people.FORM_RATE_LIMITS,
    "name_mentor": "10/h/user",
}

LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en", _("English")), ("cy", _("Welsh"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = WAGTAIL_I18N_ENABLED = True
TIME_ZONE = "Europe/London"
USE_TZ = True
# Else a translation is published in the source's words at once, and the tree is corrupted (wagtail-localize #773).
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False

STATIC_URL = "/static/"
STATIC_ROOT: Path | None = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "documents": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR_DIR / "documents", "base_url": None},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

WAGTAIL_SITE_NAME = "Hustings"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
# A political organisation tells no third party who its staff are, nor which version it runs.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# More than one would have to be chosen among; the campaign's own zone is the only one it speaks of.
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAIL_ALLOW_UNICODE_SLUGS = False
TAGGIT_CASE_INSENSITIVE = True

ELASTICSEARCH_URL = env.str("ELASTICSEARCH_URL", default="")
# The embedded index is always kept, so that the search goes on when the node is gone.
WAGTAILSEARCH_BACKENDS: dict[str, dict[str, object]] = {"default": {"BACKEND": "search.backends.embedded"}}
if ELASTICSEARCH_URL:
    WAGTAILSEARCH_BACKENDS["elasticsearch"] = {
        "BACKEND": "search.backends.elasticsearch",
        "URLS": [ELASTICSEARCH_URL],
        "INDEX_PREFIX": env.str("ELASTICSEARCH_INDEX_PREFIX", default="hustings_"),
    }

DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Hustings <hello@hustings.example>")
# A mail server that says nothing must hold up neither the worker nor whoever sends from a request.
EMAIL_TIMEOUT = 10
globals().update(env.email("EMAIL_URL", default="consolemail://"))

STRIPE_SECRET_KEY = env.str("STRIPE_SECRET_KEY", default="")
STRIPE_WEBHOOK_SECRET = env.str("STRIPE_WEBHOOK_SECRET", default="")
STRIPE_API_BASE = env.str("STRIPE_API_BASE", default="")
# What donors may pay with where it works: a card (with their device's wallet) anywhere, Direct Debit in pounds.
STRIPE_PAYMENT_METHODS = [name.strip() for name in env.list("STRIPE_PAYMENT_METHODS", default=["card", "bacs_debit"])]
STRIPE_LIVEMODE = STRIPE_SECRET_KEY.startswith(("sk_live_", "rk_live_"))
STRIPE_HTTP_CLIENT: str | None = None
STRIPE_SANDBOX = False
# How many checkouts one address may open in a minute, and the number in all that raises an alert.
CHECKOUTS_PER_ADDRESS_PER_MINUTE = env.int("CHECKOUTS_PER_ADDRESS_PER_MINUTE", default=10)
CHECKOUTS_PER_MINUTE_ALERT = env.int("CHECKOUTS_PER_MINUTE_ALERT", default=60)
# For how long after such a minute each gift takes one more step, and how much work that is: one bit more doubles it.
CHECKOUTS_GUARDED_MINUTES = env.int("CHECKOUTS_GUARDED_MINUTES", default=10)
PROOF_OF_WORK_BITS = env.int("PROOF_OF_WORK_BITS", default=12)
# On which day after the charge a gift counts as received by law: 0 is the day of the charge itself.
GIFT_RECEIVED_AFTER_DAYS = env.int("GIFT_RECEIVED_AFTER_DAYS", default=0)
# Where our forms may lead: Stripe's page to pay and its portal, or the simulator that STRIPE_API_BASE names.
CHECKOUT_HOSTS = ["https://checkout.stripe.com", "https://billing.stripe.com"]
if STRIPE_API_BASE:
    CHECKOUT_HOSTS.append("{0.scheme}://{0.netloc}".format(urlsplit(STRIPE_API_BASE)))

CONTENT_SECURITY_POLICY = {"DIRECTIVES": {**PUBLIC_POLICY, "form-action": ["'self'", SITE_URL, *CHECKOUT_HOSTS]}}
ADMIN_CONTENT_SECURITY_POLICY = ADMIN_POLICY
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
CSRF_FAILURE_VIEW = "cms.views.csrf_failure"
