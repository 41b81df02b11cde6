"""The two search engines, for tests that hold on both."""

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.test import override_settings
from modelsearch.backends import get_search_backend
from pytest_django.fixtures import Settings


@pytest.fixture(scope="session")
def node(elasticsearch_url: str) -> Iterator[dict[str, Any]]:
    """The settings of an Elasticsearch backend with an empty index of this test process's own."""
    prefix = f"test_{uuid.uuid4().hex[:8]}_"
    node = {"BACKEND": "search.backends.elasticsearch", "URLS": [elasticsearch_url], "INDEX_PREFIX": prefix}
    with override_settings(WAGTAILSEARCH_BACKENDS={"elasticsearch": node}):
        call_command("update_index", backend_name="elasticsearch", schema_only=True, verbosity=0)
        client = get_search_backend("elasticsearch").es
    yield node
    client.indices.delete(index=",".join(client.indices.get(index=f"{prefix}*")))


@pytest.fixture(params=["embedded", "elasticsearch"])
def engine(request: pytest.FixtureRequest, settings: Settings) -> Iterator[str]:
    if request.param == "elasticsearch":
        node = request.getfixturevalue("node")
        settings.WAGTAILSEARCH_BACKENDS = {**settings.WAGTAILSEARCH_BACKENDS, "elasticsearch": node}
    yield request.param
    if request.param == "elasticsearch":
        client, index = get_search_backend("elasticsearch").es, f"{node['INDEX_PREFIX']}wagtailcore_page"
        client.indices.refresh(index=index)
        for hit in client.search(index=index, size=1000, source=False)["hits"]["hits"]:
            client.delete(index=index, id=hit["_id"])
