"""What a crowdfund's budget lines are called in a language, for domains that know nothing of pages."""

from uuid import UUID

from pages.models import BudgetLine


def in_language(key: UUID, locale: str) -> dict[UUID, str]:
    """The titles on the crowdfund's published page in that language, by the key of each line."""
    lines = BudgetLine.objects.filter(page__translation_key=key, page__locale__language_code=locale, page__live=True)
    return dict(lines.values_list("translation_key", "title"))
