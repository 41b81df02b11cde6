"""The demo as `make run` loads it, with all of its gifts."""

import shutil
from pathlib import Path

from tests.journeys.conftest import Site, environment_of


def test_stripe_and_the_ledger_agree_about_every_gift(demo_folder: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(demo_folder, tmp_path / "var")
    site = Site("", folder, environment_of(folder, port=8000))

    assert "agree" in site.manage("reconcile", "--check", "--since", "2020-01-01")
    assert "agree" in site.manage("reconcile", "--check")


def test_one_check_by_law_waits_for_its_donor_and_one_for_the_treasurer(demo_folder: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(demo_folder, tmp_path / "var")
    read = (
        "from donations.models import PermissibilityCheck as Check;"
        "print(sorted(Check.objects.values_list('donation__requested_minor', 'state')))"
    )

    said = Site("", folder, environment_of(folder, port=8000)).manage("shell", "--verbosity", "0", "--command", read)

    assert said.strip() == "[(51000, 'asked'), (51000, 'to_check')]"
