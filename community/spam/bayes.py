"""How likely a text is spam, by the words of texts that people have judged.

Paul Graham's idea (https://paulgraham.com/spam.html) with Gary Robinson's two improvements: a word that was seen rarely
says little, and what all words say is combined by Fisher's method, so that a text that says both, or nothing, comes
out in the middle (https://www.linuxjournal.com/article/6467). No word is heard twice, by itself and in a pair
(https://spambayes.sourceforge.net/background.html).
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

UNKNOWN = 0.5
"""What a word says that was never seen: nothing."""

STRENGTH = 0.45
"""How much that weighs beside what was seen, in texts."""

LEAST_TOLD = 0.1
"""Words that say less than this, either way, are left out."""

MOST_HEARD = 150
"""So many are heard at most, those first that say most: a long text shall not outvote a short one."""


@dataclass(frozen=True, slots=True)
class WordCounts:
    """In how many texts each word was: `words` by word as (spam, ham), next to how many texts of each there were."""

    spam: int = 0
    ham: int = 0
    words: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    def told_by(self, word: str) -> float:
        """How likely a text with this word is spam (Robinson's f(w))."""
        spam, ham = self.words.get(word, (0, 0))
        if not spam + ham:
            return UNKNOWN
        in_spam, in_ham = spam / self.spam if self.spam else 0, ham / self.ham if self.ham else 0
        said = in_spam / (in_spam + in_ham)
        return (STRENGTH * UNKNOWN + (spam + ham) * said) / (STRENGTH + spam + ham)


def spam_probability(tokens: Iterable[str], counts: WordCounts) -> float:
    """Between 0 (ham) and 1 (spam); 0.5 where nothing is known."""
    if not counts.spam or not counts.ham:
        return UNKNOWN
    told = [(counts.told_by(token), token) for token in tokens]
    # The token settles a tie: the same text is told the same each time.
    strongest_first = sorted(told, key=lambda each: (-abs(each[0] - UNKNOWN), each[1]))
    return _combined(list(_heard(strongest_first)))


def _heard(strongest_first: Iterable[tuple[float, str]]) -> Iterator[float]:
    taken: set[str] = set()
    number = 0
    for said, token in strongest_first:
        parts = token.split(" ")
        if abs(said - UNKNOWN) < LEAST_TOLD or number == MOST_HEARD:
            return
        if taken.isdisjoint(parts):
            taken.update(parts)
            number += 1
            yield said


def _combined(told: list[float]) -> float:
    if not told:
        return UNKNOWN
    spam = 1 - chi_square_tail(-2 * sum(math.log(1 - each) for each in told), 2 * len(told))
    ham = 1 - chi_square_tail(-2 * sum(math.log(each) for each in told), 2 * len(told))
    return (1 + spam - ham) / 2


def chi_square_tail(value: float, degrees: int) -> float:
    """How likely a chi-square with so many degrees of freedom (an even number) is `value` or more."""
    half = value / 2
    term = total = math.exp(-half)
    for step in range(1, degrees // 2):
        term *= half / step
        total += term
    return min(total, 1.0)
