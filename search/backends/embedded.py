"""The index in the site's own database (SQLite or PostgreSQL): always there, kept up to date with every save.

Wagtail's own searches use it too, so that what is unsafe in a query is taken out here rather than by every caller.
"""

from typing import Any

from django.db import connection
from django.db.models import QuerySet
from modelsearch.query import And, MatchAll, Not, Or, Phrase, PlainText
from wagtail.models import Page

from search.query_text import words_to_find, words_to_index

if connection.vendor == "postgresql":
    from modelsearch.backends.database.postgres import postgres as engine
else:
    from modelsearch.backends.database.sqlite import sqlite as engine

    from search.backends import sqlite_ranking


class WordIndexer(engine.ObjectIndexer):
    """Hands the engine words that it cannot take differently from another: no accents, no marks, no capitals."""

    def prepare_value(self, value: Any) -> str:
        return words_to_index(super().prepare_value(value))


# The engine's index makes its indexer by this name and offers no other way to choose it.
engine.ObjectIndexer = WordIndexer


class Index(engine.SearchBackend.index_class):
    def _refresh_title_norms(self, full: bool = False) -> None:
        # Only when all is indexed anew. After each save the engine writes to every title of average length as well,
        # and two saves at once wait for each other's until PostgreSQL ends one of them.
        if full:
            super()._refresh_title_norms(full=True)


class SearchBackend(engine.SearchBackend):
    index_class = Index

    def __init__(self, params: dict[str, Any]) -> None:
        # "simple" neither stems nor drops stop words: exact words, in every language, as on the other engines.
        super().__init__({"SEARCH_CONFIG": "simple", **params})

    def best_pages(self, text: str, pages: QuerySet[Page], limit: int) -> list[int]:
        """Primary keys of those `pages` that have every word of `text`, best first, at most `limit`."""
        words = words_to_find(text)
        if not words:
            return []
        if connection.vendor == "sqlite":
            return sqlite_ranking.best_pages(words, pages, limit)
        results = self.search(words, pages, operator="and")[:limit]
        return list(results.get_queryset().values_list("pk", flat=True))

    def _search(self, query_compiler_class: type, query: Any, model_or_queryset: Any, **options: Any) -> Any:
        # The engine answers an empty text with no results.
        return super()._search(query_compiler_class, _plain(query) or "", model_or_queryset, **options)


def _plain(query: Any) -> Any:
    """The same question with nothing but words in it; None when no word is left."""
    match query:
        case str():
            return words_to_find(query)
        case PlainText():
            words = words_to_find(query.query_string)
            return PlainText(words, operator=query.operator, boost=query.boost) if words else None
        case Phrase():
            words = words_to_find(query.query_string)
            return Phrase(words) if words else None
        case And() | Or():
            parts = [part for part in map(_plain, query.subqueries) if part]
            return type(query)(parts) if parts else None
        case Not():
            part = _plain(query.subquery)
            return Not(part) if part else None
        case MatchAll() | None:
            return query
    raise TypeError(f"{query!r} cannot be asked of the embedded index")
