"""Text that people type: names of every script stay whole, what turns text around or hides in it is left out."""

import pytest
from django.core.exceptions import ValidationError

from cms.plain_text import PlainTextField

BIDI = [chr(code) for code in (0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A))]
NAMES = [
    "Siân Ŵyn-Ddŵr",
    "محمد",
    "שרה",
    "می\u200cخواهم",
    "O’Brien",
    "李小龍",
    "👩🏽\u200d🚒",
    "\U0001f3f4\U000e0067\U000e007f",
]
CONTROLS = [chr(code) for code in (*range(0x20), 0x7F, *range(0x80, 0xA0))]


@pytest.mark.parametrize("odd", [*BIDI, *CONTROLS], ids=lambda odd: f"U+{ord(odd):04X}")
def test_what_turns_text_around_or_controls_it_is_left_out(odd: str) -> None:
    told = PlainTextField(most=10, keeps_lines=odd != "\n").clean(f"Ada{odd}B")

    assert told == ("Ada B" if odd.isspace() else "AdaB")


@pytest.mark.parametrize("name", NAMES)
def test_names_of_every_script_stay_whole(name: str) -> None:
    assert PlainTextField(most=60).clean(f" {name}  ") == name


def test_lines_stay_where_they_are_asked_for() -> None:
    text = "1 Row\r\nBath\n"

    assert PlainTextField(most=60, keeps_lines=True).clean(text) == "1 Row\nBath"
    assert PlainTextField(most=60).clean(text) == "1 Row Bath"


@pytest.mark.parametrize(
    ("typed", "message"), [("\u202e\0", "This field is required."), ("abcde", "Leave out 2 characters")]
)
def test_what_is_too_long_or_missing_once_it_is_plain_is_told_of(typed: str, message: str) -> None:
    with pytest.raises(ValidationError) as refused:
        PlainTextField(most=3, required=True).clean(typed)

    assert refused.value.messages == [message]
