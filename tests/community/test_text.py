"""Plain text of strangers as HTML: paragraphs and links come out, and nothing else, whatever goes in."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.text import MOST_LINKS, paragraphs

LINK = '<a href="https://x.example/a" rel="nofollow ugc noopener">https://x.example/a</a>'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One.\nTwo.\n\n\n\nThree.", "<p>One.<br>Two.</p><p>Three.</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("See https://x.example/a.", f"<p>See {LINK}.</p>"),
        ("(https://x.example/a)", f"<p>({LINK})</p>"),
        ("javascript:alert(1) data:text/html,x ftp://x", "<p>javascript:alert(1) data:text/html,x ftp://x</p>"),
        (
            "https://x.example/?a=1&b='onclick='x",
            '<p><a href="https://x.example/?a=1&amp;b=" rel="nofollow ugc noopener">https://x.example/?a=1&amp;b=</a>'
            "&#x27;onclick=&#x27;x</p>",
        ),
        ("https://", "<p>https://</p>"),
        ("\n\n", ""),
    ],
)
def test_text_becomes_paragraphs_with_safe_links(text: str, html: str) -> None:
    assert paragraphs(text) == html


def test_of_many_links_only_the_first_are_made() -> None:
    made = paragraphs("http://a.example " * 555)

    assert made.count("<a ") == MOST_LINKS
    assert made.count("http://a.example") == 555 + MOST_LINKS


@given(st.text(alphabet=st.sampled_from("<>&\"'\n .http://x=onclickjavascript:"), max_size=200))
def test_no_other_tag_and_no_attribute_comes_out(text: str) -> None:
    left = re.sub(r'</?p>|<br>|</a>|<a href="https?://[^"<>]*" rel="nofollow ugc noopener">', "", paragraphs(text))

    assert "<" not in left
    assert ">" not in left
