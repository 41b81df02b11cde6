"""References: how a donation's uuid begins, however people type it."""

from uuid import UUID

import pytest

from donations.references import uuids_of

FIRST, LAST = UUID("abcdef1234" + "0" * 22), UUID("abcdef1234" + "f" * 22)


@pytest.mark.parametrize("words", ["ABCDEF1234", "abcde f1234", " abcdef12-34"])
def test_a_reference_is_read_as_it_is_typed(words: str) -> None:
    assert uuids_of(words) == (FIRST, LAST)


@pytest.mark.parametrize("words", ["", "-", "abcdef123", "ghijklmnop", "１234567890", "a" * 33, "ada@example.org"])
def test_what_is_none_leads_nowhere(words: str) -> None:
    assert uuids_of(words) is None


def test_a_part_is_one_where_that_is_enough() -> None:
    assert uuids_of("abcd", least=4) == (UUID("abcd" + "0" * 28), UUID("abcd" + "f" * 28))
    assert uuids_of("abc", least=4) is None
