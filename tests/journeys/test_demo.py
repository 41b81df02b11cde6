"""The demo as `make run` loads it, with all of its gifts."""

import shutil
from pathlib import Path

from tests.journeys.conftest import Site, environment_of


def test_stripe_and_the_ledger_agree_about_every_gift(demo_folder: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(demo_folder, tmp_path / "var")
    site = Site("", folder, environment_of(folder, port=8000))

    assert "agree" in site.manage("reconcile", "--check", "--since", "2020-01-01")
    assert "agree" in site.manage("reconcile", "--check")
