"""The demo as `make run` loads it, with all of its gifts."""

from tests.journeys.conftest import Site


def test_stripe_and_the_ledger_agree_about_every_gift(site: Site) -> None:
    assert "agree" in site.manage("reconcile", "--check", "--since", "2020-01-01")
    assert "agree" in site.manage("reconcile", "--check")
