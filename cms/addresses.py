"""Whole addresses, for whoever reads them elsewhere: in JSON, in mail, on a shared card, in a search engine."""

from urllib.parse import urljoin

from django.conf import settings


def absolute(path: str) -> str:
    """The whole address of a path on this site; an address elsewhere, such as media in a bucket, stays as it is."""
    return urljoin(settings.SITE_URL, path)
