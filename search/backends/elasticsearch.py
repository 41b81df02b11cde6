"""The index on an Elasticsearch 9 node: kept beside the embedded one, given up on quickly when the node fails.

Texts arrive as plain words (see query_text), so that the analysis is the node's default and the same as elsewhere.
"""

from typing import Any

from django.db.models import Model, QuerySet
from elasticsearch import ApiError, Elasticsearch, NotFoundError, TransportError
from modelsearch.backends.elasticsearch9 import (
    Elasticsearch9Index,
    Elasticsearch9Mapping,
    Elasticsearch9SearchBackend,
    Elasticsearch9SearchQueryCompiler,
)
from modelsearch.index import AutocompleteField, SearchField
from wagtail.models import Page

from search import outage
from search.models import MissedUpdate
from search.query_text import words_to_find, words_to_index

SECONDS_FOR_PEOPLE = 1
"""How long a reader or an editor waits for the node. Rebuilding the index has modelsearch's ten seconds a step."""


class Mapping(Elasticsearch9Mapping):
    def _get_document_field_data(self, field: Any, obj: Model) -> tuple[str, Any, list[Any]]:
        name, value, beginnings = super()._get_document_field_data(field, obj)
        if isinstance(field, SearchField | AutocompleteField):
            value = _indexable(value)
        return name, value, [_indexable(beginning) for beginning in beginnings]


def _indexable(value: Any) -> Any:
    if isinstance(value, list):
        return [_indexable(item) for item in value]
    return words_to_index(value) if isinstance(value, str) else value


class Index(Elasticsearch9Index):
    """Writes one changed object without keeping an editor waiting; a rebuild makes good what was missed."""

    def add_item(self, item: Model) -> None:
        mapping = self.mapping_class(type(item))
        document = mapping.get_document(item)
        # Without the alias the node would make an index of its own with none of our fields.
        self._tell("index", id=mapping.get_document_id(item), document=document, require_alias=True)

    def delete_item(self, item: Model) -> None:
        self._tell("delete", id=self.mapping_class(type(item)).get_document_id(item))

    def _tell(self, action: str, **arguments: Any) -> None:
        # A node that is behind is not asked anyway, and while it is rebuilt it would soon forget what it is told now.
        if outage.is_on() or MissedUpdate.objects.exists():
            MissedUpdate.objects.create()
            return
        try:
            getattr(self.backend.impatient, action)(index=self.name, **arguments)
        except NotFoundError:
            if action == "index":  # there is no index yet, or one is just being built
                MissedUpdate.objects.create()
        except (ApiError, TransportError) as error:
            outage.begin(error)
            MissedUpdate.objects.create()


class QueryCompiler(Elasticsearch9SearchQueryCompiler):
    mapping_class = Mapping


class SearchBackend(Elasticsearch9SearchBackend):
    mapping_class = Mapping
    index_class = Index
    query_compiler_class = QueryCompiler

    @property
    def impatient(self) -> Elasticsearch:
        return self.es.options(request_timeout=SECONDS_FOR_PEOPLE, max_retries=0)

    def best_pages(self, text: str, pages: QuerySet[Page], limit: int) -> list[int]:
        """Primary keys of those `pages` that have every word of `text`, best first, at most `limit`.

        Raises outage.Unavailable.
        """
        words = words_to_find(text)
        if not words:
            return []
        query = self.query_compiler_class(pages, words, operator="and").get_query()
        order = [{"_score": "desc"}, {"pk": "desc"}]
        try:
            answer = self.impatient.search(
                index=self._page_index.name, query=query, sort=order, size=limit, source=False
            )
            return [int(hit["_id"]) for hit in answer["hits"]["hits"]]
        except (ApiError, TransportError, KeyError, TypeError, ValueError) as error:
            raise outage.Unavailable(type(error).__name__) from error

    def is_built(self) -> bool:
        """Whether the node has an index of the pages. Raises outage.Unavailable."""
        try:
            return bool(self.impatient.indices.exists_alias(name=self._page_index.name))
        except (ApiError, TransportError) as error:
            raise outage.Unavailable(type(error).__name__) from error

    @property
    def _page_index(self) -> Index:
        return self.get_index_for_model(Page)
