"""The WSGI application that granian serves."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings.local")
django.setup(set_prefix=False)

from cms.charset import Utf8Handler  # noqa: E402 - only now are there settings

application = Utf8Handler()
