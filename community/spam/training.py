"""Counting the words of texts that people have judged, and measuring how well what was counted tells others apart."""

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from community.spam.assessment import HOLD, assess
from community.spam.bayes import WordCounts
from community.spam.tokens import tokens


def count(spam: Iterable[str], ham: Iterable[str]) -> WordCounts:
    spam, ham = list(spam), list(ham)
    in_spam, in_ham = _in_how_many(spam), _in_how_many(ham)
    words = {word: (in_spam[word], in_ham[word]) for word in in_spam.keys() | in_ham.keys()}
    return WordCounts(len(spam), len(ham), words)


def _in_how_many(texts: Iterable[str]) -> Counter[str]:
    return Counter(word for text in texts for word in tokens(text))


@dataclass(frozen=True, slots=True)
class Measured:
    """How many were `held` of the texts that were not trained on."""

    held: int
    number: int

    @property
    def percent(self) -> float:
        return 100 * self.held / self.number


def measure(
    spam: Sequence[str], ham: Sequence[str], *, trained: int, seed: int
) -> tuple[Measured, Measured, WordCounts]:
    """Train on so many of each, drawn by chance, and look at all others: spam, ham, and what was learned."""
    drawn = random.Random(seed)  # noqa: S311 - chance that can be repeated
    spam, ham = drawn.sample(spam, len(spam)), drawn.sample(ham, len(ham))
    words = count(spam[:trained], ham[:trained])
    return held(spam[trained:], words), held(ham[trained:], words), words


def held(texts: Sequence[str], words: WordCounts) -> Measured:
    """How many of these would wait for a moderator for their text alone."""
    return Measured(sum(assess(text=text, words=words).points >= HOLD for text in texts), len(texts))
