"""Headers that keep other hosts out let in the one where uploads are kept."""

import pytest
from django.test import Client
from pytest_django import Settings


def picture_sources(client: Client, path: str) -> str:
    policy = client.get(path).headers["Content-Security-Policy"]
    return next(part for part in policy.split("; ") if part.startswith("img-src"))


@pytest.mark.parametrize(("path", "sources"), [("/healthz", "'self' data:"), ("/admin/", "'self' data: blob:")])
def test_pictures_come_from_here(client: Client, db: None, path: str, sources: str) -> None:
    assert picture_sources(client, path) == f"img-src {sources}"


@pytest.mark.parametrize(("path", "sources"), [("/healthz", "'self' data:"), ("/admin/", "'self' data: blob:")])
def test_pictures_come_from_the_bucket_too(
    client: Client, db: None, settings: Settings, path: str, sources: str
) -> None:
    options = {"bucket_name": "uploads", "querystring_auth": False, "access_key": "x", "secret_key": "x"}
    bucket = {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}
    settings.STORAGES = {**settings.STORAGES, "default": bucket}

    assert picture_sources(client, path) == f"img-src {sources} https://uploads.s3.amazonaws.com"
