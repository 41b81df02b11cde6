"""Names of which there may be one each: the one that was wanted, or the same with a number."""

from collections.abc import Callable
from itertools import chain, count


def first_free(wanted: str, numbered: Callable[[int], str], is_taken: Callable[[str], bool]) -> str:
    """`wanted` if nothing has that name yet, else the first of `numbered(2)`, `numbered(3)` … that is free."""
    return next(name for name in chain([wanted], map(numbered, count(2))) if not is_taken(name))
