"""Which pages have the words, best first, in one pass over SQLite's full-text index.

modelsearch asks for the score of every page with a search of its own: seconds when a word is on a few thousand pages.
"""

from functools import reduce
from operator import and_
from typing import Any

from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast
from modelsearch.backends.database.sqlite.query import BM25, Lexeme, MatchExpression, SearchQueryExpression
from modelsearch.backends.database.sqlite.sqlite import SQLiteFTSIndexEntry
from modelsearch.utils import get_descendants_content_types_pks
from wagtail.models import Page


class TitleCountsDouble(BM25):
    def as_sql(self, *arguments: Any, **options: Any) -> tuple[str, list[float]]:
        # The columns of the index are autocomplete, body and title, in this order.
        return f"bm25({SQLiteFTSIndexEntry._meta.db_table}, 0.0, 1.0, 2.0)", []


def best_pages(words: str, pages: QuerySet[Page], limit: int) -> list[int]:
    """Primary keys of those `pages` that have every one of `words` (see query_text), best first, at most `limit`."""
    every_word = SearchQueryExpression(reduce(and_, map(Lexeme, words.split())))
    entries = SQLiteFTSIndexEntry.objects.filter(
        MatchExpression(["title", "body"], every_word),
        index_entry__content_type__in=get_descendants_content_types_pks(Page),
        index_entry__object_id__in=pages.annotate(key=Cast("pk", CharField())).values("key"),
    )
    ranked = entries.annotate(score=TitleCountsDouble()).order_by("score", "-pk")
    return [int(key) for key in ranked.values_list("index_entry__object_id", flat=True)[:limit]]
