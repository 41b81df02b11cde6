"""Rows that are called something in each language: their words are rows beside them."""

from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from django.db import models
from django.utils.translation import get_language

Text = TypeVar("Text", bound=models.Model)


class InLanguages(Generic[Text]):
    """`texts` has a row for each language, with at least its `locale`, a `title` and the `path` of a page."""

    if TYPE_CHECKING:
        slug: Any
        texts: Any

    def text(self, locale: str | None = None) -> Text:
        """Its words in the given or current language, else in whichever it was first written."""
        texts = {text.locale: text for text in self._texts()}
        language = locale or get_language() or "en"
        found = texts.get(language) or next(iter(texts.values()), None)
        return cast(Text, found or self.texts.model(title=self.slug, path="/"))

    def _texts(self) -> list[Any]:
        """In the order in which they were written: those that were read along with it (`told_texts`), if any were."""
        if not hasattr(self, "told_texts"):
            return list(self.texts.all())
        return [self.texts.model(**told) for told in sorted(self.told_texts or [], key=lambda told: told["id"])]

    @property
    def title(self) -> str:
        return str(self.text().title)  # type: ignore[attr-defined]

    @property
    def url(self) -> str:
        return str(self.text().path)  # type: ignore[attr-defined]
