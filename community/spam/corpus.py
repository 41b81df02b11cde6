"""Texts that people have judged, which come with the code: the corpus to measure with, and comments to begin with."""

import json
import lzma
from pathlib import Path

TEXTS = Path(__file__).parent / "texts"

Texts = dict[str, list[str]]
"""By what they are: `spam`, `ham` and, of the corpus, `newsletter`."""


def spam_assassin() -> Texts:
    """Short mails of the SpamAssassin public corpus (scripts/spam_corpus.py)."""
    lines = lzma.decompress((TEXTS / "spam_assassin.jsonl.xz").read_bytes()).decode().split("\n")
    return _by_kind([tuple(json.loads(line)) for line in lines])


def comments() -> Texts:
    """Comments as campaigns get them, written for this: one a paragraph, its kind before it."""
    paragraphs = (TEXTS / "comments.txt").read_text().split("\n\n")
    rows = [tuple(each.strip().split(": ", 1)) for each in paragraphs if not each.startswith("#")]
    return _by_kind(rows)


def _by_kind(rows: list[tuple[str, ...]]) -> Texts:
    found: Texts = {}
    for kind, text in rows:
        found.setdefault(kind, []).append(text)
    return found
