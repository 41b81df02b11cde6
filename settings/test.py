"""Settings for the tests: the same site as local.py, with cheap passwords and mail in memory."""

import os
import tempfile

# Each test process keeps its files apart, a child of another one too; set before the settings that it feeds are read.
_files = tempfile.TemporaryDirectory(prefix="hustings-test-")
os.environ["VAR_DIR"] = _files.name

from settings.local import *  # noqa: E402, F403

SECRET_KEY = "tests-only"  # noqa: S105
SITE_URL = WAGTAILADMIN_BASE_URL = "http://testserver"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CHECKOUTS_PER_ADDRESS_PER_MINUTE = 1000
CHECKOUTS_PER_MINUTE_ALERT = 10_000
PROOF_OF_WORK_BITS = 2
# A file is looked for when it is asked for: to list all of them takes each new client of a test ten milliseconds.
WHITENOISE_AUTOREFRESH = True
