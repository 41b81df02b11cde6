"""Text that people type and others read: no control characters, and none that turn text around or hide in it."""

import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import ngettext

FLAG = re.compile("(\U0001f3f4[\U000e0061-\U000e007a]{1,6}\U000e007f)")
"""The flags of Wales, Scotland and England are made of characters that are invisible elsewhere."""

KEPT = "\n\u200c\u200d"
"""Joiners are part of emoji and of some scripts; other format characters turn text around or hide in it."""

ODD = ("Cc", "Cf", "Cs", "Co", "Cn")


class PlainTextField(forms.CharField):
    """Text as a person types it, at most `most` characters of it; odd ones are left out, and so are line breaks unless
    it `keeps_lines`.
    """

    def __init__(self, *, most: int, keeps_lines: bool = False, required: bool = False, **kwargs: Any) -> None:
        super().__init__(required=required, **kwargs)
        self.most, self.keeps_lines = most, keeps_lines

    def to_python(self, value: Any) -> str:
        parts = FLAG.split(str(super().to_python(value)).replace("\r\n", "\n"))
        # Split at a group: every second part is what stood between.
        text = "".join(part if odd % 2 else _plain(part) for odd, part in enumerate(parts))
        return text.strip() if self.keeps_lines else " ".join(text.split())

    def validate(self, value: Any) -> None:
        super().validate(value)
        if over := max(len(value) - self.most, 0):
            message = ngettext("Leave out %(count)s character", "Leave out %(count)s characters", over)
            raise ValidationError(message % {"count": over}, code="too_long")


def _plain(text: str) -> str:
    spaced = (" " if character.isspace() and character != "\n" else character for character in text)
    return "".join(character for character in spaced if character in KEPT or unicodedata.category(character) not in ODD)
