"""What is read of a text: its words however they are disguised, in bounded work."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.spam.fingerprint import fingerprint
from community.spam.tokens import MOST_TOKENS, hosts, tokens


def test_words_their_pairs_links_and_amounts_are_read() -> None:
    assert tokens("Buy now £5000! http://www.Pills.example/x?y=1") == {
        *("buy", "now", "£0000", "buy now", "now £0000"),
        *("link:pills.example", "link:.example"),
    }


@pytest.mark.parametrize(
    "disguised",
    [
        "v\u200bi\u00adagra",
        "V\u0336\u0321\u0353i\u0301a\u0300gra",
        "\uff36\uff29\uff21\uff27\uff32\uff21",
        "\u202eviagra",
    ],
    ids=["invisible", "zalgo", "wide", "turned"],
)
def test_a_word_is_read_however_it_is_disguised(disguised: str) -> None:
    assert "viagra" in tokens(disguised)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see https://me:pw@Shop.example:8080/a and www.other.example.", ["shop.example", "other.example"]),
        ("http:// nothing", []),
        ("(http://a.example)", ["a.example"]),
    ],
)
def test_hosts_of_links(text: str, expected: list[str]) -> None:
    assert hosts(text) == expected


def test_other_scripts_shouting_and_exclamations_leave_their_mark() -> None:
    assert {"script:cyrillic", "shouts:free", "looks:!!"} <= tokens("FREE!! часы")


@pytest.mark.parametrize(
    "text",
    [
        "ﷺ" * 1_000_000,
        "a\u0300" * 500_000,
        "http://" * 140_000,
        "www." + "a" * 1_000_000,
        "a'" * 500_000,
        "x y " * 250_000,
    ],
    ids=["grows", "marks", "links", "host", "apostrophes", "pairs"],
)
def test_a_megabyte_of_anything_is_bounded_work(text: str) -> None:
    began = time.process_time()

    found = tokens(text)

    assert len(found) <= MOST_TOKENS
    assert max(map(len, found), default=0) <= 100
    assert time.process_time() - began < 2


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    assert all(token and len(token) <= 100 for token in tokens(text))


def test_the_same_words_have_one_fingerprint_whatever_number_link_or_order_they_come_with() -> None:
    said = fingerprint("Great offers for you, call 555 now! http://a.example")

    assert said == fingerprint("call NOW – great offers for you: 777\u200b http://b.example/x")
    assert said != fingerprint("Great offers for me, call 555 now!")
    assert len(said) == 16
    assert fingerprint("Well said!") == ""
