"""A whole site on one machine: SQLite, embedded search, the Stripe sandbox, mail to the console and to files."""

from settings.base import *  # noqa: F403
from settings.base import DATABASES, STORAGES, STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET, VAR_DIR
from settings.env import env, read_or_make_secret

SECRET_KEY = env.str("SECRET_KEY", default="") or read_or_make_secret(VAR_DIR / "secret_key")
DEBUG = env.bool("DEBUG", default=False)

# SQLite reads the whole schema for each new connection, which takes half as long as a page.
DATABASES["default"]["CONN_MAX_AGE"] = 60

# Static files come straight from their folders: there is no collectstatic to forget.
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
SERVE_MEDIA = ALLOW_DEMO = True

if not env.str("EMAIL_URL", default=""):
    EMAIL_BACKEND = "cms.mail.ConsoleAndFileBackend"
    EMAIL_FILE_PATH = VAR_DIR / "mail"

# Django would mail failures to nobody and, without DEBUG, show them nowhere.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler", "level": "INFO" if DEBUG else "ERROR"}},
    "loggers": {"django": {"handlers": ["console"]}},
}

SANDBOX_DATABASE = VAR_DIR / "sandbox.sqlite3"
SANDBOX_WEBHOOK_URL = env.str("SANDBOX_WEBHOOK_URL", default="")
STRIPE_SANDBOX = not STRIPE_SECRET_KEY
if STRIPE_SANDBOX:
    STRIPE_SECRET_KEY = "sk_test_sandbox"  # noqa: S105 - not a secret: only the sandbox takes it
    STRIPE_WEBHOOK_SECRET = STRIPE_WEBHOOK_SECRET or "whsec_sandbox"
    STRIPE_HTTP_CLIENT = "donations.sandbox.transport.SandboxTransport"
