"""The settings of the bare view: our database, and no middleware but one without which allauth does not start.

By itself Django opens a connection for each request; with KEEPS_CONNECTIONS the view keeps them open as we do.
"""

from settings.env import env
from settings.local import *  # noqa: F403
from settings.local import DATABASES

ROOT_URLCONF = "scripts.benches.bare"
MIDDLEWARE = ["allauth.account.middleware.AccountMiddleware"]
if not env.bool("KEEPS_CONNECTIONS", default=False):
    DATABASES["default"]["CONN_MAX_AGE"] = 0
