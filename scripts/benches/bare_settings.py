"""The settings of the bare view: our database, and no middleware but one without which allauth does not start."""

from settings.local import *  # noqa: F403

ROOT_URLCONF = "scripts.benches.bare"
MIDDLEWARE = ["allauth.account.middleware.AccountMiddleware"]
