"""What the words of a text say: examples by hand, and what must hold for all."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.spam.bayes import WordCounts, chi_square_tail, spam_probability

COUNTS = WordCounts(
    10, 10, {"pills": (9, 0), "alliance": (0, 9), "hall": (5, 5), "cheap": (3, 1), "cheap pills": (9, 0)}
)


def test_a_word_seen_rarely_says_little() -> None:
    seldom = WordCounts(10, 10, {"pills": (1, 0)})

    assert seldom.told_by("pills") == pytest.approx((0.45 * 0.5 + 1) / 1.45)
    assert COUNTS.told_by("pills") == pytest.approx((0.45 * 0.5 + 9) / 9.45)
    assert COUNTS.told_by("never seen") == 0.5


def test_how_many_texts_of_each_there_were_is_made_up_for() -> None:
    uneven = WordCounts(10, 1000, {"hall": (5, 500)})

    assert uneven.told_by("hall") == pytest.approx(0.5)


def test_spam_and_ham_come_out_at_the_ends_and_nothing_known_in_the_middle() -> None:
    assert spam_probability({"pills", "cheap"}, COUNTS) > 0.9
    assert spam_probability({"alliance"}, COUNTS) < 0.1
    assert spam_probability({"alliance", "pills"}, COUNTS) == pytest.approx(0.5)
    assert spam_probability({"hall", "unheard"}, COUNTS) == 0.5
    assert spam_probability({"pills"}, WordCounts()) == 0.5


def test_a_word_is_not_heard_again_in_its_pair() -> None:
    alone = spam_probability({"cheap pills"}, COUNTS)

    assert spam_probability({"cheap pills", "pills", "cheap"}, COUNTS) == alone


def test_the_tail_of_chi_square_is_the_one_in_the_tables() -> None:
    assert chi_square_tail(5.991, 2) == pytest.approx(0.05, abs=1e-4)
    assert chi_square_tail(31.410, 20) == pytest.approx(0.05, abs=1e-4)
    assert chi_square_tail(0, 4) == 1


@given(st.dictionaries(st.text(max_size=5), st.tuples(st.integers(0, 10), st.integers(0, 10)), max_size=300))
def test_it_is_a_probability_whatever_was_seen(words: dict[str, tuple[int, int]]) -> None:
    found = spam_probability(words, WordCounts(10, 10, words))

    assert 0 <= found <= 1
    assert not math.isnan(found)
