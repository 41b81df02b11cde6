"""Reading Word files: words come out, and nothing hostile comes to anything."""

from io import BytesIO
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pages.contributions.docx import LARGEST, NotReadable, text_of
from tests.factories.contributions import word_file

WORDS = st.text(st.characters(categories=["L", "P", "N"]), min_size=1, max_size=40)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@settings(max_examples=50)
@given(st.lists(WORDS, max_size=8))
def test_all_paragraphs_are_read_in_order(paragraphs: list[str]) -> None:
    assert text_of(word_file(*(escape(each) for each in paragraphs))) == "\n\n".join(paragraphs)


def test_breaks_and_tabs_stay_between_words() -> None:
    body = "<w:p><w:r><w:t>One</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>three</w:t></w:r></w:p><w:p/>"
    document = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'

    assert text_of(word_file(document=document.encode())) == "One\ntwo three"


def test_a_text_box_in_a_paragraph_is_read_once() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>Boxed</w:t></w:r></w:p></w:txbxContent>"
    body = f"<w:p><w:r><w:t>Before</w:t></w:r><w:r>{box}</w:r></w:p><w:p><w:r><w:t>After</w:t></w:r></w:p>"

    text = text_of(word_file(document=f'<w:document xmlns:w="{W}">{body}</w:document>'.encode()))

    assert text == "Before\n\nBoxed\n\nAfter"


def test_paragraphs_in_paragraphs_cost_no_more_than_others() -> None:
    depth = 20_000
    nested = f"{'<w:p>' * depth}<w:t>{'x' * 1000}</w:t>{'</w:p>' * depth}"

    text = text_of(word_file(document=f'<w:document xmlns:w="{W}">{nested}</w:document>'.encode()))

    assert text == "x" * 1000


ENTITIES = b'<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><d>&b;</d>'
ELSEWHERE = b'<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><d>&a;</d>'


@pytest.mark.parametrize(
    "file",
    [
        BytesIO(b""),
        BytesIO(b"PK\x03\x04 no archive"),
        BytesIO(b"%PDF-1.7"),
        BytesIO(word_file("One").getvalue()[:-30]),
        word_file(document=b"<w:document"),
        word_file(document=b""),
        word_file(document=ENTITIES),
        word_file(document=ELSEWHERE),
        word_file(document=b"\xff\xfe\x00"),
        word_file(document=b" " * (LARGEST + 1)),
    ],
)
def test_what_is_no_word_file_or_a_hostile_one_is_refused(file: BytesIO) -> None:
    with pytest.raises(NotReadable):
        text_of(file)
