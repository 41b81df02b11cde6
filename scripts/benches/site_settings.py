"""The settings of the site that is measured: as in production a worker sends the mail, here to nowhere."""

from settings.local import *  # noqa: F403

EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
