"""What a comment looks like before a person has read it: points, and the reasons for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from community.spam.bayes import WordCounts, spam_probability
from community.spam.signals import OF_LINKS, History, Signal, of_sender, of_text
from community.spam.tokens import tokens

HOLD = 50
"""From so many points on a comment waits for a moderator."""

SPAM = 100
"""From so many on it is put with the spam, where moderators still find it."""

WORDS = (("words_of_spam", 0.999, 70), ("like_spam", 0.91, 50), ("bit_like_spam", 0.7, 20))
"""What the words learned say, from which probability on, in points. Measured by `manage.py measure_spam`."""


class Verdict(StrEnum):
    SHOW = "show"
    HOLD = "hold"
    SPAM = "spam"


@dataclass(frozen=True, slots=True)
class Assessment:
    """`points`: the more, the more it looks like spam. `reasons`: what they are for, as codes with points."""

    points: int
    reasons: tuple[Signal, ...]

    @property
    def verdict(self) -> Verdict:
        if self.points >= SPAM:
            return Verdict.SPAM
        return Verdict.HOLD if self.points >= HOLD else Verdict.SHOW


def assess(
    *,
    text: str,
    words: WordCounts,
    name: str = "",
    about: Iterable[str] = (),
    seconds_to_write: float | None = None,
    history: History | None = None,
) -> Assessment:
    """Look at a text as it was sent, of any length; `about` are the texts of what it answers, and of its page."""
    found = [
        *_of_words(text, words),
        *of_text(text, name, about),
        *of_sender(history or History(), seconds_to_write, len(text)),
    ]
    if any(points >= HOLD or code in OF_LINKS for code, points in found):
        # One harmless comment buys no advertising.
        found = [each for each in found if each[1] > 0]
    reasons = sorted(found, key=lambda each: (-each[1], each[0]))
    return Assessment(max(0, sum(points for _, points in reasons)), tuple(reasons))


def _of_words(text: str, words: WordCounts) -> list[Signal]:
    probability = spam_probability(tokens(text), words)
    return [(code, points) for code, least, points in WORDS if probability >= least][:1]
