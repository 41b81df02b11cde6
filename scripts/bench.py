"""Measures what we chose beside what we did not choose, in one run on a scratch database, and prints the ratios.

Absolute times say more about the machine than about us: none is printed as a promise.
"""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

os.environ["DJANGO_SETTINGS_MODULE"] = "settings.test"
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import django

django.setup()

from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.caching import RESPONSES
from donations.models import Crowdfund, Donation, LedgerEntry

PAGE = "/progressive-alliance/"
TRACKER = "/api/v1/crowdfunds/online-hub"
ENTRIES = 50_000


def measure(work: Callable[[], object], times: int = 30) -> float:
    """The median of so many runs, in seconds."""
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return median(taken)


def compare(what: str, chosen: tuple[str, float], other: tuple[str, float]) -> None:
    ratio = other[1] / chosen[1]
    print(f"{what}: {chosen[0]} takes 1, {other[0]} takes {ratio:.1f}", flush=True)


def count_queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200, path
    return len(captured)


def bench_answers(client: Client) -> None:
    for path in (PAGE, TRACKER):

        def cold(path: str = path) -> None:
            caches[RESPONSES].clear()
            client.get(path)

        cold()
        caches[RESPONSES].clear()
        queries_cold = count_queries(client, path)
        queries_warm = count_queries(client, path)
        warm = measure(lambda path=path: client.get(path))  # type: ignore[misc]
        chosen = (f"from the response cache ({queries_warm} query)", warm)
        compare(path, chosen, (f"anew ({queries_cold} queries)", measure(cold)))


def bench_total() -> None:
    """The projection beside the sum over a ledger as large as a big campaign's."""
    crowdfund = Crowdfund.objects.select_related("total").get(slug="online-hub")
    donation = Donation.objects.filter(crowdfund=crowdfund).first()
    now = timezone.now()
    LedgerEntry.objects.bulk_create(
        (
            LedgerEntry(
                crowdfund=crowdfund,
                donation=donation,
                kind=LedgerEntry.Kind.CHARGE,
                amount_minor=100,
                currency="GBP",
                external_key=f"bench:{number}",
                occurred_at=now,
                recorded_at=now,
            )
            for number in range(ENTRIES)
        ),
        batch_size=2000,
    )
    projected = measure(lambda: Crowdfund.objects.select_related("total").get(slug="online-hub").progress())
    summed = measure(lambda: LedgerEntry.objects.filter(crowdfund=crowdfund).counted().sum_minor())
    compare("The tracker's number", ("the projection", projected), (f"the sum over {ENTRIES:,} entries", summed))


def main() -> None:
    call_command("migrate", verbosity=0)
    call_command("load_demo", verbosity=0)
    bench_answers(Client())
    bench_total()


if __name__ == "__main__":
    main()
