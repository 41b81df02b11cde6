"""What budget lines are called in a language. Their words live on pages, which tell them here."""

from collections.abc import Callable
from uuid import UUID

from donations.models import Crowdfund

Source = Callable[[UUID, str], dict[UUID, str]]

_sources: list[Source] = []


def register(source: Source) -> None:
    """Have `source(key of the crowdfund, locale)` asked for titles, by the key of each line."""
    _sources.append(source)


def line_titles(crowdfund: Crowdfund, locale: str) -> dict[UUID, str]:
    """The title of each line by its key: in the language where there is one, else as it was first written."""
    titles = {line.key: line.title for line in crowdfund.lines.all()}
    for source in _sources:
        titles |= {key: title for key, title in source(crowdfund.key, locale).items() if key in titles}
    return titles
