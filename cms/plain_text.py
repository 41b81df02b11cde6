"""Text that people type and others read: no control characters, none that turn text around, hide in it or tower."""

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

MARKS = ("Mn", "Me")
MOST_MARKS = 4
"""So many signs stand above and below one letter at most, in any script; a tower of them reaches over other lines."""


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
    plain, marks = [], 0
    for character in text:
        category = unicodedata.category(character)
        if character.isspace():
            character = character if character == "\n" else " "
        elif category in ODD and character not in KEPT:
            continue
        marks = marks + 1 if category in MARKS else 0
        if marks <= MOST_MARKS:
            plain.append(character)
    return "".join(plain)
