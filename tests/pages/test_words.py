"""Plain text and paragraphs, there and back; and what a body keeps beside them."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pages.words import paragraphs, photos_in, plain, text_in, with_photo, with_text

LINES = st.lists(st.text(st.characters(categories=["L", "P", "S"]), min_size=1), min_size=1, max_size=4)
HEADING = {"id": "1", "type": "quote", "value": {"quote": "Well."}}


@given(LINES)
@example(["<script>", "& so on", "&amp;"])
@settings(max_examples=50)
def test_what_was_typed_comes_back(lines: list[str]) -> None:
    text = "\n\n".join(lines)

    assert plain(paragraphs(text)) == text


def test_an_empty_line_ends_a_paragraph() -> None:
    assert paragraphs("One\r\ntwo\r\n\r\n\r\n<Three>") == "<p>One<br/>two</p><p>&lt;Three&gt;</p>"


@pytest.mark.parametrize("html", ["<h2>Heading</h2>", '<p><a href="/">link</a></p>', "<p><b>bold</b></p>"])
def test_what_is_more_than_plain_is_left_alone(html: str) -> None:
    assert plain(html) is None
    assert text_in([{"id": "1", "type": "text", "value": html}]) is None


def test_other_blocks_stay_where_they_are() -> None:
    body = with_photo(with_text([HEADING], "Text"), 7, "A hall")

    assert [block["type"] for block in body] == ["image", "quote", "text"]
    assert photos_in(body) == [{"image": 7, "decorative": False, "alt_text": "A hall"}]
    assert [block["type"] for block in with_photo(with_text(body, ""), None, "")] == ["quote"]
    assert text_in(with_text(body, "Other")) == "Other"
