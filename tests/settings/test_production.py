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
