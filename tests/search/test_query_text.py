"""Words out of text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query_text import words_to_find, words_to_index


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ""),
        (' "', ""),
        ("\0 * ^ \\ 😀", ""),
        ("First  meeting", "first meeting"),
        ('a"b', "a b"),
        ("hu\0b", "hu b"),
        ("NOT (hub* OR town)", "not hub or town"),
        ("Gŵyl yr ŵyn", "gwyl yr wyn"),
        ("Cafe\u0301 café", "cafe cafe"),
        ("People’s People's", "people s people s"),
        ("Straße ﬁne ™", "strasse fine tm"),
        ("£5,000 a_b", "5 000 a b"),
        ("مَرحبا हिन्दी", "مرحبا हनद"),
    ],
)
def test_words_are_small_letters_and_figures_without_marks(text: str, words: str) -> None:
    assert words_to_find(text) == words
    assert words_to_index(text) == words


@given(st.text(max_size=200))
def test_only_words_come_out_and_they_stay_as_they_are(text: str) -> None:
    words = words_to_index(text)

    assert re.fullmatch(r"([^\W_]+( [^\W_]+)*)?", words)
    assert words_to_index(words) == words


def test_a_question_has_few_words_and_a_text_many() -> None:
    assert words_to_find("ab " * 20) == " ".join(["ab"] * 16)
    assert words_to_index("ab " * 60_000) == " ".join(["ab"] * 50_000)


def test_long_words_are_cut_alike_in_questions_and_texts() -> None:
    assert words_to_find("x" * 900) == words_to_index("x" * 900) == "x" * 64


def test_what_comes_after_a_thousand_characters_is_not_asked() -> None:
    assert words_to_find("." * 1_000 + "hub") == ""
