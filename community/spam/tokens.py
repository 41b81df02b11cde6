"""What the filter learns of a text: words, pairs of words, the hosts of links, and how it is dressed up."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice, pairwise

MOST_CHARACTERS = 20_000
"""Of a longer text only its beginning is read: the work is bounded, whatever is sent."""

MOST_TOKENS = 2_000
LONGEST_WORD = 24
LONGEST_TOKEN = 100

LINK = re.compile(r"(?:https?://|www\.)([^\s/?#<>\"')\]]{1,253})[^\s<>\"]*", re.IGNORECASE)
WORD = re.compile(r"[£$€]?\d[\d.,]*%?|[^\W\d_]+(?:['’][^\W\d_]+)*")
DIGIT = re.compile(r"\d")
SHOUTED = re.compile(r"\b[A-Z]{4,24}\b")
SCRIPTS = {
    "cyrillic": re.compile("[\u0400-\u052f]"),
    "hebrew": re.compile("[\u0590-\u05ff]"),
    "arabic": re.compile("[\u0600-\u06ff]"),
    "thai": re.compile("[\u0e00-\u0e7f]"),
    "japanese": re.compile("[\u3040-\u30ff]"),
    "chinese": re.compile("[\u4e00-\u9fff]"),
    "korean": re.compile("[\u1100-\u11ff\uac00-\ud7af]"),
}
"""Their words stand without spaces between them, or are rare here: that they are there says more than each word."""

UNREAD = ("Mn", "Me", "Cf", "Cs", "Cc")
"""Marks upon letters, and what nobody sees."""


def normalize(text: str) -> str:
    """The text as it is read: look-alike forms of letters made plain (NFKD), marks and invisible characters gone."""
    apart = unicodedata.normalize("NFKD", text[:MOST_CHARACTERS])[: 2 * MOST_CHARACTERS]
    return "".join(each for each in apart if each.isspace() or unicodedata.category(each) not in UNREAD)


def hosts(text: str) -> list[str]:
    """The hosts that a text links to, one for each link, in lower case."""
    return [_host(found) for found in LINK.findall(text[: 2 * MOST_CHARACTERS])]


def _host(written: str) -> str:
    return written.lower().rpartition("@")[2].partition(":")[0].removeprefix("www.").strip(".")


def words(text: str) -> list[str]:
    """The words of a text that `normalize` has made, in lower case, without those in links."""
    return [found.casefold().replace("’", "'") for found in WORD.findall(LINK.sub(" ", text))]


def tokens(text: str) -> frozenset[str]:
    """What the filter counts of a text, each once: at most MOST_TOKENS."""
    return frozenset(islice(_tokens(normalize(text)), MOST_TOKENS))


def _tokens(plain: str) -> Iterator[str]:
    for host in hosts(plain):
        yield f"link:{host}"[:LONGEST_TOKEN]
        yield f"link:.{host.rpartition('.')[2]}"[:LONGEST_TOKEN]
    yield from (f"shouts:{each.lower()}" for each in SHOUTED.findall(plain))
    if "!!" in plain:
        yield "looks:!!"
    yield from (f"script:{name}" for name, letters in SCRIPTS.items() if letters.search(plain))
    # An amount is one of very many: what tells is that there is one, and how large it is.
    known = [DIGIT.sub("0", each) for each in words(plain) if len(each) <= LONGEST_WORD]
    yield from known
    yield from (f"{one} {other}" for one, other in pairwise(known))
