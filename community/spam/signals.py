"""What speaks for spam besides the words that were learned: each signal is one function with points of its own."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from community.spam.tokens import MOST_CHARACTERS, hosts, normalize, words

Signal = tuple[str, int]
"""The code of a reason, and its points."""

OF_LINKS = ("many_links", "very_many_links", "nothing_but_links", "link_in_name")
MANY_LINKS, VERY_MANY_LINKS = 3, 6
LEAST_WORDS_BESIDE_A_LINK = 3
TOO_FAST, FAST = 3.0, 8.0
"""Seconds from the form to its sending, in which nobody writes anything; or a whole paragraph (`LONG`)."""

LONG = 200
MOST_IN_TEN_MINUTES = 5
FLOOD_OF_SAME_WORDS = 3
LEAST_WORDS_TO_RELATE = 12
LEAST_RELATED = 0.1
MOST_MARKS_ON_A_LETTER = 3
LEAST_TO_SHOUT = 30

CUT_OUT = re.compile(r"\s*[,;:)\]}]\s*\w")
HIDDEN = ("\u200b", "\u2060", "\ufeff", "\u00ad", *map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A)))
"""Spaces of no width, soft hyphens, and what turns text around. Not the joiners, which some scripts and emoji need."""

ALIKE = ("LATIN", "CYRILLIC", "GREEK")
"""Scripts whose letters look alike, so that one word in two of them is a disguise."""

COMMON = frozenset((Path(__file__).parent / "texts" / "common_words.txt").read_text().split())
"""Words of four letters and more that any text, English or Welsh, may share with any other."""


@dataclass(frozen=True, slots=True)
class History:
    """What is known of the sender (`shown`, `refused`: earlier comments; `recent`: of the last ten minutes) and of the
    same words in the last day: sent by others (`same_from_others`) and by themselves.
    """

    shown: int = 0
    refused: int = 0
    recent: int = 0
    same_from_others: int = 0
    same_from_sender: int = 0


def of_text(text: str, name: str, about: Iterable[str]) -> Iterator[Signal]:
    """What the text itself tells; `about`: the texts of what it answers, and of the page."""
    plain = normalize(text)
    links = len(hosts(plain))
    if links >= MANY_LINKS:
        yield ("very_many_links", 30) if links >= VERY_MANY_LINKS else ("many_links", 15)
    if links and len(words(plain)) < LEAST_WORDS_BESIDE_A_LINK:
        yield "nothing_but_links", 20
    if hosts(name):
        yield "link_in_name", 50
    if CUT_OUT.match(plain):
        yield "cut_out", 30
    if is_unrelated(plain, about):
        yield "unrelated", 25
    if shouts(plain):
        yield "shouts", 15
    if is_disguised(text[:MOST_CHARACTERS]):
        yield "disguised", 40


def of_sender(history: History, seconds_to_write: float | None, length: int) -> Iterator[Signal]:
    """What the way tells in which it came; `seconds_to_write`: None where nobody knows."""
    if seconds_to_write is not None and seconds_to_write < TOO_FAST:
        yield "too_fast", 50
    elif seconds_to_write is not None and seconds_to_write < FAST and length > LONG:
        yield "fast", 30
    if history.same_from_others:
        yield ("said_by_many", 60) if history.same_from_others >= FLOOD_OF_SAME_WORDS else ("said_by_others", 30)
    if history.same_from_sender:
        yield "said_before", 40
    if history.recent >= MOST_IN_TEN_MINUTES:
        yield "flood", 50
    if history.refused:
        yield "refused_before", 40
    elif history.shown:
        yield "shown_before", -20


def is_unrelated(plain: str, about: Iterable[str]) -> bool:
    """Whether a text of some length shares hardly any of its telling words with what it should be about."""
    known = {stem for text in about for stem in _stems(normalize(text))}
    own = _stems(plain)
    return bool(known) and len(own) >= LEAST_WORDS_TO_RELATE and len(own & known) / len(own) < LEAST_RELATED


def _stems(plain: str) -> set[str]:
    """How words begin that tell what a text is about: `alliance` and `alliances` begin the same."""
    return {word[:5] for word in words(plain) if len(word) >= 4 and word not in COMMON and word[0].isalpha()}


def shouts(plain: str) -> bool:
    letters = [each for each in plain if each.isalpha()]
    return len(letters) >= LEAST_TO_SHOUT and sum(each.isupper() for each in letters) > 0.7 * len(letters)


def is_disguised(text: str) -> bool:
    """Whether words are hidden from filters: invisible characters, piles of marks, letters of another script."""
    if any(each in text for each in HIDDEN):
        return True
    marks = 0
    for each in text:
        marks = marks + 1 if unicodedata.category(each) in ("Mn", "Me") else 0
        if marks > MOST_MARKS_ON_A_LETTER:
            return True
    return any(_mixes_scripts(word) for word in set(text.split()))


def _mixes_scripts(word: str) -> bool:
    if word.isascii():
        return False
    names = {unicodedata.name(each, "").partition(" ")[0] for each in word[:50] if each.isalpha()}
    return len(names.intersection(ALIKE)) > 1
