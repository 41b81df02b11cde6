"""The tracker from the response cache beside a static file of the same server."""

from scripts.benches.answers import TRACKER
from scripts.benches.served import Request, in_turns, load, serve
from scripts.benches.webhooks import same_place

STATIC = "/static/js/tracker.js"
READS = 400


def bench() -> None:
    with serve("scripts.benches.site_settings", **same_place()) as site:
        for in_flight in (1, 16):
            tracker, static = in_turns(
                [
                    lambda path=path, at_once=in_flight: load(site, _reads(path), at_once)  # type: ignore[misc]
                    for path in (TRACKER, STATIC)
                ]
            )
            print(
                f"Reads of the tracker, {in_flight} in flight: {tracker[0]:.0f} a second from the cache,"
                f" {tracker[0] / static[0]:.2f} of a static file's {static[0]:.0f}",
                flush=True,
            )


def _reads(path: str) -> list[Request]:
    return [("GET", path, b"", {})] * READS
