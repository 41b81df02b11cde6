"""Production refuses to start half configured, and what it then serves is as safe as Django can check."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMPLETE = {
    "SECRET_KEY": "no-secret-only-a-long-string-with-50-characters-or-more",
    "DATABASE_URL": "sqlite:///:memory:",
    "REDIS_URL": "redis://127.0.0.1:6379/0",
    "SITE_URL": "https://campaign.example",
    "ALLOWED_HOSTS": "campaign.example",
    "EMAIL_URL": "smtp+tls://user:password@mail.example:587",
    "STRIPE_SECRET_KEY": "sk_live_x",
    "STRIPE_WEBHOOK_SECRET": "whsec_x",
}


def check(tmp_path: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run Django's deployment checks with production settings and nothing of this machine's environment."""
    command = [
        sys.executable,
        "manage.py",
        "check",
        "--deploy",
        "--fail-level=WARNING",
        "--settings=settings.production",
    ]
    inherited = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path)}
    return subprocess.run(command, cwd=ROOT, env=inherited | environment, capture_output=True, text=True, check=False)


def test_deployment_checks_find_nothing(tmp_path: Path) -> None:
    done = check(tmp_path, COMPLETE)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "System check identified no issues (1 silenced).\n"


def test_all_that_is_missing_is_named_at_once(tmp_path: Path) -> None:
    done = check(tmp_path, {})

    assert done.returncode == 1
    assert f"Set these environment variables before starting: {', '.join(COMPLETE)}." in done.stderr


@pytest.mark.parametrize("name", COMPLETE)
def test_each_one_is_needed(name: str, tmp_path: Path) -> None:
    done = check(tmp_path, COMPLETE | {name: " "})

    assert done.returncode == 1
    assert f"Set these environment variables before starting: {name}." in done.stderr


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"SECRET_KEY": "x" * 31}, "SECRET_KEY must have 50 characters or more."),
        ({"REDIS_URL": "garbage"}, "REDIS_URL must be an address such as redis://host:6379/0."),
        ({"SITE_URL": "campaign.example"}, "SITE_URL must be an address such as https://campaign.example."),
        (
            {"STRIPE_SECRET_KEY": "pk_live_x", "STRIPE_WEBHOOK_SECRET": "sk_live_x"},
            "STRIPE_SECRET_KEY must be the secret key, which begins with sk_ or rk_. "
            "STRIPE_WEBHOOK_SECRET must be the endpoint's secret, which begins with whsec_.",
        ),
        ({"DATABASE_URL": "garbage"}, "DATABASE_URL must be an address such as postgres://user:password@host/name."),
        ({"TRUSTED_PROXY_COUNT": "abc"}, "TRUSTED_PROXY_COUNT must be a whole number."),
    ],
    ids=lambda value: ", ".join(value) if isinstance(value, dict) else "",
)
def test_what_cannot_be_right_is_named(tmp_path: Path, wrong: dict[str, str], told: str) -> None:
    done = check(tmp_path, COMPLETE | wrong)

    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == f"django.core.exceptions.ImproperlyConfigured: {told}"


PICTURE_SOURCES = """
import django
django.setup()
from django.core.files.storage import default_storage
from django.test import Client
print(default_storage.url("a.jpg"))
policy = Client().get("/healthz", secure=True, headers={"host": "campaign.example"}).headers["Content-Security-Policy"]
print(*(part for part in policy.split("; ") if part.startswith("img-src")))
"""


@pytest.mark.parametrize(
    ("more", "host", "path"),
    [
        ({}, "https://uploads.s3.amazonaws.com", "/a.jpg"),
        ({"AWS_ENDPOINT_URL": "https://objects.example"}, "https://objects.example", "/uploads/a.jpg"),
    ],
)
def test_pictures_in_a_bucket_may_be_shown(tmp_path: Path, more: dict[str, str], host: str, path: str) -> None:
    bucket = {"AWS_STORAGE_BUCKET_NAME": "uploads", "AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x"}
    production = {"VAR_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "settings.production", **COMPLETE}
    command = [sys.executable, "-c", PICTURE_SOURCES]

    told = subprocess.check_output(command, cwd=ROOT, env=production | bucket | more, text=True)

    assert told.splitlines() == [f"{host}{path}", f"img-src 'self' data: {host}"]
