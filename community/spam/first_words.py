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
    words = count(mail["spam"] + comments["spam"], mail["ham"] + comments["ham"])
    own = count(comments["spam"], comments["ham"]).words
    kept = [word for word in sorted(words.words) if word in own or _tells(word, words)]
    lines = [f"{words.spam}\t{words.ham}", *("\t".join(map(str, (word, *words.words[word]))) for word in kept)]
    FILE.write_bytes(gzip.compress("\n".join(lines).encode(), mtime=0))
    return len(kept)


def _tells(word: str, words: WordCounts) -> bool:
    return sum(words.words[word]) >= LEAST_TEXTS and abs(words.told_by(word) - UNKNOWN) >= LEAST_TOLD
