"""Recording facts in tests, and reading what came of it."""

from typing import Any
from unittest.mock import Mock

from donations.models import Crowdfund, CrowdfundTotal, Donation, LedgerEntry
from donations.services import record_facts
from tests.factories.donations import NOW, facts_of

GATEWAY = Mock(spec=["parse_event"])


def record(*found: Any, at: Any = NOW) -> list[str]:
    """Record facts as one set; gives the keys of the new entries."""
    entries = record_facts(facts=facts_of(*found), gateway=GATEWAY, now=at)
    return [entry.external_key for entry in entries]


def shown(crowdfund: Crowdfund) -> tuple[int, int]:
    """The tracker's amount and number of donors, which must be what the ledger says."""
    total = CrowdfundTotal.objects.get(crowdfund=crowdfund)
    entries = LedgerEntry.objects.filter(crowdfund=crowdfund).counted()
    assert (total.raised_minor, total.donors) == (entries.sum_minor(), entries.donor_count())
    return total.raised_minor, total.donors


def state(donation: Donation) -> str:
    donation.refresh_from_db()
    return donation.state
