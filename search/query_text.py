"""Words out of text, the same for what is indexed and for what people ask. Pure: knows no engine."""

import re
import unicodedata
from itertools import islice

QUERY_CHARACTERS = 1_000
QUERY_WORDS = 16
INDEXED_WORDS = 50_000
"""About as many as PostgreSQL can keep of one text (a tsvector holds at most a megabyte)."""
WORD_CHARACTERS = 64

_WORD = re.compile(r"[^\W_]+")


def words_to_find(text: str) -> str:
    """The words that somebody asks for, parted by single spaces; "" when there is none, whatever else was typed."""
    return _folded(text[:QUERY_CHARACTERS], QUERY_WORDS)


def words_to_index(text: str) -> str:
    """The words of a text in their order, parted by single spaces, in the form in which they are asked for."""
    return _folded(text, INDEXED_WORDS)


def _folded(text: str, limit: int) -> str:
    # Folded twice because taking characters apart can bring forth capitals again: ™ becomes TM.
    letters = unicodedata.normalize("NFKD", text.casefold()).casefold()
    plain = "".join(letter for letter in letters if not unicodedata.category(letter).startswith("M"))
    return " ".join(match[0][:WORD_CHARACTERS] for match in islice(_WORD.finditer(plain), limit))
