"""Every address that the site answers, from its own map of addresses."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


def routes(patterns: Any, above: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = above + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield route


def all_routes() -> list[str]:
    return list(dict.fromkeys(routes(get_resolver().url_patterns)))


def names_in(route: str) -> list[str]:
    """What the parts are called that differ from address to address."""
    return re.findall(r"<(?:\w+:)?(\w+)>", _plain(route))


def filled(route: str, value_of: Callable[[str], object]) -> str:
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda match: str(value_of(match[1])), _plain(route))


def _plain(route: str) -> str:
    """Without the signs of regular expressions; a group without a name is called `number`."""
    named = re.sub(r"\((?!\?)[^)]*\)", "<number>", re.sub(r"\(\?P(<\w+>)[^)]*\)", r"\1", route))
    return re.sub(r"[\^$]|\\Z|\\(?=\.)|(?<=/)\?", "", named)
