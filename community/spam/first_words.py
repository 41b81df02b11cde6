"""What the filter knows before a moderator has taught it anything: words of the corpora that come with the code."""

import gzip
from functools import cache
from pathlib import Path

from community.spam import corpus
from community.spam.bayes import LEAST_TOLD, UNKNOWN, WordCounts
from community.spam.training import count

FILE = Path(__file__).parent / "texts" / "first_words.tsv.gz"
LEAST_TEXTS = 5
"""Words of mail of twenty years ago are kept that were in so many texts; of comments all."""

WEIGHT = 5
"""A comment tells so many times as much about the next one as such a mail does."""


@cache
def first_words() -> WordCounts:
    """Read once for each process."""
    head, *lines = gzip.decompress(FILE.read_bytes()).decode().split("\n")
    spam, ham = head.split("\t")
    rows = (line.rsplit("\t", 2) for line in lines)
    return WordCounts(int(spam), int(ham), {word: (int(in_spam), int(in_ham)) for word, in_spam, in_ham in rows})


def write() -> int:
    """Make the file anew from the corpora (scripts/spam_first_words.py). Gives how many words it has."""
    mail, comments = corpus.spam_assassin(), corpus.comments()
    known = together(count(mail["spam"], mail["ham"]), count(comments["spam"], comments["ham"]))
    rows = ((word, *known.words[word]) for word in sorted(known.words))
    lines = [f"{known.spam}\t{known.ham}", *("\t".join(map(str, row)) for row in rows)]
    FILE.write_bytes(gzip.compress("\n".join(lines).encode(), mtime=0))
    return len(known.words)


def together(mail: WordCounts, comments: WordCounts) -> WordCounts:
    """What tells something of the words of mail, and all words of comments, these with their weight."""
    kept = {word: seen for word, seen in mail.words.items() if word in comments.words or _tells(word, mail)}
    return added(WordCounts(mail.spam, mail.ham, kept), comments)


def added(first: WordCounts, comments: WordCounts) -> WordCounts:
    """Both, the comments with their weight."""
    words = dict(first.words)
    for word, (spam, ham) in comments.words.items():
        before = words.get(word, (0, 0))
        words[word] = (before[0] + WEIGHT * spam, before[1] + WEIGHT * ham)
    return WordCounts(first.spam + WEIGHT * comments.spam, first.ham + WEIGHT * comments.ham, words)


def _tells(word: str, words: WordCounts) -> bool:
    return sum(words.words[word]) >= LEAST_TEXTS and abs(words.told_by(word) - UNKNOWN) >= LEAST_TOLD
