"""Answers from the response cache beside answers that are made anew."""

from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms.caching import RESPONSES
from scripts.benches.measuring import compare, measure

PAGE = "/progressive-alliance/"
TRACKER = "/api/v1/crowdfunds/online-hub"


def bench() -> None:
    client = Client()
    for path in (PAGE, TRACKER):

        def cold(path: str = path) -> None:
            caches[RESPONSES].clear()
            client.get(path)

        cold()
        caches[RESPONSES].clear()
        queries_cold = _count_queries(client, path)
        queries_warm = _count_queries(client, path)
        warm = measure(lambda path=path: client.get(path))  # type: ignore[misc]
        chosen = (f"from the response cache ({queries_warm} query)", warm)
        compare(path, chosen, (f"anew ({queries_cold} queries)", measure(cold)))


def _count_queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200, path
    return len(captured)
