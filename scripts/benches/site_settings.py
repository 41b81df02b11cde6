"""The settings of the site that is measured: as on one's own machine, with mail that goes nowhere."""

from settings.local import *  # noqa: F403
from settings.local import DATABASES

EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    # As in production, a worker sends it.
    TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
