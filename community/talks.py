"""The talk under a page: which pages have one, and whether it takes more. Who knows pages joins here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.caching import bucket
from cms.public_tree import PublicPage, public_tree


class Mode(models.TextChoices):
    OPEN = "open", _("Open: everybody may write")
    CLOSED = "closed", _("Closed: shown, and nobody writes any more")
    OFF = "off", _("Off: none are shown")


class TalkClosed(Exception):
    """It takes no more comments."""


@dataclass(frozen=True, slots=True)
class Talk:
    """`page` is the one in the reader's language, `mode` open or closed."""

    page: PublicPage
    mode: Mode

    @property
    def key(self) -> UUID:
        return self.page.translation_key

    @property
    def is_open(self) -> bool:
        return self.mode == Mode.OPEN


Read = Callable[[PublicPage, datetime], Mode]

_read: list[Read] = []


def register(read: Read) -> None:
    """Say who tells the mode of a public page as its editors published it; `off` of one that has no comments."""
    _read[:] = [read]


Close = Callable[[PublicPage, Any, datetime], None]

_close: list[Close] = []


def register_closing(close: Close) -> None:
    """Say who closes the talk under a page, in all its languages, given who wants it so."""
    _close[:] = [close]


def close(talk: Talk, *, by: Any, now: datetime) -> None:
    """Have nobody write there any more."""
    _close[0](talk.page, by, now)


def find_talk(key: UUID, now: datetime, *, language: str | None = None) -> Talk | None:
    """With the page in the given or current language; None where no public page with this key has comments."""
    page = public_tree().of_key(key, settings.LANGUAGE_CODE)
    mode = _read[0](page, now) if page else Mode.OFF
    if page is None or mode == Mode.OFF:
        return None
    return Talk(page=public_tree().in_language(page, language), mode=mode)


def tag_of(key: UUID) -> str:
    """What cached answers depend on that show comments under a page."""
    return bucket("comments", key.int)
