"""On one's own machine what breaks is shown where the site was started, and nothing else is."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ASK = """
import django
django.setup()
from django.test import Client
from cms import health
health.run_checks = lambda: 1 / 0
print(Client(raise_request_exception=False).get("/readyz", headers={"host": "127.0.0.1"}).status_code)
"""


@pytest.mark.parametrize(("break_it", "status"), [(True, "500"), (False, "405")])
def test_a_failure_prints_its_traceback(tmp_path: Path, break_it: bool, status: str) -> None:
    code = ASK if break_it else ASK.replace(".get(", ".post(")
    environment = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "settings.local"}

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == status
    assert ("ZeroDivisionError: division by zero" in done.stderr) is break_it
    assert bool(done.stderr) is break_it
