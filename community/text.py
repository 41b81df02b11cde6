"""Plain text of strangers as HTML: paragraphs, and links that give nobody weight in a search engine."""

import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

MOST_LINKS = 5
"""Further ones stay text: whoever sends more wants to be found by machines."""

ADDRESS = re.compile(r"https?://[^\s<>\"']{1,500}")
CLOSING = ".,;:!?)]}’”…"


def paragraphs(text: str) -> SafeString:
    """Nothing but <p>, <br> and <a> comes out, whatever goes in."""
    linked = _link(text)
    parts = (part.strip().replace("\n", "<br>") for part in re.split(r"\n{2,}", linked))
    return mark_safe("".join(f"<p>{part}</p>" for part in parts if part))  # noqa: S308 - escaped piece by piece


def _link(text: str) -> str:
    made, end = [], 0
    for number, found in enumerate(ADDRESS.finditer(text)):
        if number == MOST_LINKS:
            break
        url = found.group().rstrip(CLOSING)
        made += [escape(text[end : found.start()]), _anchor(url)]
        end = found.start() + len(url)
    return "".join([*made, escape(text[end:])])


def _anchor(url: str) -> str:
    return f'<a href="{escape(url)}" rel="nofollow ugc noopener">{escape(url)}</a>'
