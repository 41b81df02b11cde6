"""HTML of a post as pieces: what becomes what, that nothing but harmless tags comes out, and that no word is lost."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from cms.blocks.text import TEXT_FEATURES
from pages.wordpress.html import convert, plain_text, talk_text
from pages.wordpress.pieces import Embed, Gallery, Picture, Quote, Table, Text, Video

VIDEO = "https://www.youtube.com/watch?v=M7lc1UVf-VE"


@pytest.mark.parametrize(
    ("content", "html"),
    [
        ("One\n\nTwo\nthree", "<p>One</p><p>Two<br/>three</p>"),
        ("<!-- wp:paragraph -->\n<p>One</p>\n<!-- /wp:paragraph -->", "<p>One</p>"),
        ("<strong>bold <em>both</em></strong> <b></b>", "<p><b>bold <i>both</i></b></p>"),
        ("<h1>A</h1><h2>B</h2><h4>C</h4>", "<h2>A</h2><h2>B</h2><h3>C</h3>"),
        ("<ul><li>a<ol><li>b</li></ol>c</li></ul>", "<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>"),
        ('<a href="https://a.example/?x=1&y=2">l</a>', '<p><a href="https://a.example/?x=1&amp;y=2">l</a></p>'),
        ('<a href="#note">1</a> <a href="javascript:alert(1)">x</a>', "<p>1 x</p>"),
        ("<div>a</div><div>b</div>", "<p>a</p><p>b</p>"),
        ("https://a.example/b", '<p><a href="https://a.example/b">https://a.example/b</a></p>'),
        ("<p>a<script>alert(1)</script><style>b{}</style></p>", "<p>a</p>"),
        ("<p onclick=x style=y>z &lt;b&gt;</p>", "<p>z &lt;b&gt;</p>"),
        ("<b>a<p>b</b>c", "<p><b>a</b></p><p><b>b</b>c</p>"),
        ("<table><tr><td>One cell</td></tr></table>", "<p>One cell</p>"),
        ("A [sic] and [b]old[/b] brackets [1]", "<p>A [sic] and [b]old[/b] brackets [1]</p>"),
        ("[box]Words[/box] [[gallery]]", "<p>Words [[gallery]]</p>"),
    ],
)
def test_text(content, html):
    assert convert(content).pieces == [Text(html)]


@pytest.mark.parametrize(
    ("content", "pieces"),
    [
        ("<blockquote><p>To be</p><p>or not</p><cite>Will</cite></blockquote>", [Quote("To be\n\nor not", "Will")]),
        ("<blockquote>A\n\nB\n\n— Anita</blockquote>", [Quote("A\n\nB", "Anita")]),
        ("<blockquote><ul><li>a</li></ul></blockquote>", [Text("<ul><li>a</li></ul>")]),
        ("<figure class='wp-block-pullquote'><blockquote>Q<cite>W</cite></blockquote></figure>", [Quote("Q", "W")]),
        (f"a\n\n{VIDEO}\n\nb", [Text("<p>a</p>"), Video(VIDEO), Text("<p>b</p>")]),
        ("[embed]https://youtu.be/M7lc1UVf-VE?t=3[/embed]", [Video(VIDEO)]),
        ("[youtube M7lc1UVf-VE]", [Video(VIDEO)]),
        ('<iframe src="//www.youtube.com/embed/M7lc1UVf-VE?rel=0"></iframe>', [Video(VIDEO)]),
        ('<iframe src="https://player.vimeo.com/video/76979871"></iframe>', [Video("https://vimeo.com/76979871")]),
        ('<iframe src="//maps.example/x"></iframe>', [Embed("https://maps.example/x")]),
        ('[audio mp3="https://b.example/a.mp3"][/audio]',
         [Text('<p><a href="https://b.example/a.mp3">https://b.example/a.mp3</a></p>')]),
        ('<p>a <a href="x.jpg"><img class="wp-image-3" src="x.jpg" alt="An alt"></a> b</p>',
         [Text("<p>a</p>"), Picture(3, "x.jpg", "An alt"), Text("<p>b</p>")]),
        ('[caption id="a"]<img src="x.jpg" class="wp-image-3"> Said[/caption]', [Picture(3, "x.jpg", "", "Said")]),
        ('<div class="wp-caption"><img src="x.jpg"><p class="wp-caption-text">Said</p></div>',
         [Picture(0, "x.jpg", "", "Said")]),
        ('[gallery ids="4, 5"]', [Gallery([Picture(4), Picture(5)])]),
        ("[gallery]", [Gallery(of_post=True)]),
        ('<figure class="wp-block-gallery"><figure><img src="a"><figcaption>A</figcaption></figure>'
         '<figure><img src="b"></figure><figcaption>All</figcaption></figure>',
         [Gallery([Picture(0, "a", "", "A"), Picture(0, "b")]), Text("<p>All</p>")]),
        ("<table><tr><th>A</th><th>B</th></tr><tr><td>1</td></tr></table>", [Table((("A", "B"), ("1", "")), True)]),
        ('<img src="data:image/png;base64,xx">', []),
        ('[audio src="javascript:alert(1)"]<iframe src="data:text/html,x"></iframe>', []),
        ("", []),
    ],
)  # fmt: skip
def test_pieces(content, pieces):
    assert convert(content).pieces == pieces


@pytest.mark.parametrize(
    ("content", "note"),
    [
        ('[contact-form-7 id="4"]', 'A shortcode that only a plugin understands was left out: [contact-form-7 id="4"]'),
        ("<!-- wp:latest-posts /-->", "A block of WordPress that has no text of its own was left out: latest-posts"),
        ('<img src="data:x">', "A picture was left out: it has no address, or holds itself within the text"),
        ('<audio src="https://b.example/a.mp3"></audio>', "A recording became a link: https://b.example/a.mp3"),
    ],
)
def test_what_is_lost_is_told(content, note):
    assert convert(content).notes == [note]


def test_an_open_caption_does_not_take_in_the_rest_of_the_post():
    assert convert('[caption id="x"]<img src="a">One\n\nTwo').pieces == [Picture(0, "a"), Text("<p>One</p><p>Two</p>")]


WORST = {
    "deep": "<div>" * 10_000 + "x",
    "lists": "<ul><li>" * 2_000 + "x",
    "quotes": "<blockquote>" * 3_000 + "x",
    "formatting": "".join(f"<font a={number}>" for number in range(3000)) + "<p>x" * 3000,
    "captions": '[caption id="a"]' * 20_000,
    "comments": "<!-- wp:a " * 20_000,
    "lines": "\n \n" * 100_000,
}


@pytest.mark.parametrize("content", WORST.values(), ids=WORST)
def test_the_worst_takes_no_longer_than_its_length(content):
    start = time.process_time()

    convert(content)

    assert time.process_time() - start < 5


WORD = st.from_regex(r"[a-z]{3,8}", fullmatch=True)
TAGS = [
    *("p", "div", "b", "i", "em", "strong", "a", "ul", "ol", "li", "blockquote", "cite", "h1", "h2", "h5", "table"),
    *("tr", "td", "th", "figure", "figcaption", "span", "section", "pre", "dl", "dt", "dd", "center", "font", "u"),
]
PIECES = st.one_of(
    WORD,
    st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
    st.sampled_from(
        ["\n\n", "\n", " ", "<br>", '<a href="https://a.example/">', '<img src="x.png" onerror="y">', "<svg>", "</svg>",
         "<script>1</script>", '<figure class="wp-block-gallery">', "&amp;", "&lt;", "<", "[box]", "[/box]",
         "[caption]", "[/caption]", "<!-- wp:x -->", "<iframe src=//a.example></iframe>", '<li class="', "\x00",
         "\ud800"]
    ),
)  # fmt: skip
ALLOWED = re.compile(r"</?(?:p|h2|h3|b|i|ul|ol|li)>|<br/>|<a href=\"[^\"<>]*\">|</a>")


def words_of(pieces):
    for piece in pieces:
        match piece:
            case Text(html):
                yield re.sub(r"<[^>]*>", " ", html)
            case Quote(text, speaker):
                yield f"{text} {speaker}"
            case Picture():
                yield f"{piece.caption}"
            case Gallery(pictures):
                yield from words_of(pictures)
            case Table(rows):
                yield from (cell for row in rows for cell in row)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=40))
def test_whatever_comes_in_only_harmless_tags_come_out_and_the_editor_can_open_them(parts):
    for piece in convert("".join(parts)).pieces:
        if isinstance(piece, Text):
            assert "<" not in ALLOWED.sub("", piece.html)
            ContentstateConverter(features=TEXT_FEATURES).from_database_format(piece.html)


OPENED = st.sampled_from([tag for tag in TAGS if tag not in ("table", "tr", "td", "th")])


def within(children):
    return st.builds(lambda tag, inner: f"<{tag}>{' '.join(inner)}</{tag}>", OPENED, st.lists(children, max_size=4))


ROW = st.lists(WORD, min_size=1, max_size=3).map(lambda cells: "".join(f"<td>{cell}</td>" for cell in cells))
TABLE = st.lists(ROW, min_size=1, max_size=3).map(lambda rows: f"<table><tr>{'</tr><tr>'.join(rows)}</tr></table>")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.recursive(WORD | TABLE | st.just("<img src=x>"), within, max_leaves=12), max_size=6))
def test_every_visible_word_is_kept(parts):
    content = "\n\n".join(parts)
    visible = re.sub(r"<[^>]*>", " ", content).split()

    kept = " ".join(words_of(convert(content).pieces)).split()

    assert sorted(kept) == sorted(visible)


def test_words_of_a_title():
    assert plain_text("Fish &amp; <b>chips</b><script>x</script>\n now") == "Fish & chips now"


def test_words_of_a_comment():
    content = (
        'See <a href="https://a.example/">this</a>, https://b.example\nor\n\n\n<blockquote>that</blockquote><b>!</b>'
    )

    assert talk_text(content) == "See this (https://a.example/), https://b.example\nor\n\nthat\n\n!"
