"""Pieces of a post as blocks, in the form in which a body keeps them."""

import uuid

from pages.wordpress.blocks import body_of
from pages.wordpress.pieces import Embed, Gallery, Picture, Quote, Table, Text, Video

KEY = uuid.uuid5(uuid.NAMESPACE_URL, "blog.example")
PICTURES = {1: 11, 2: 12}


def body(*pieces):
    found = body_of(list(pieces), title="A post", key=KEY, find=lambda picture: PICTURES.get(picture.old_id))
    return [(block["type"], block["value"]) for block in found]


def test_words_and_what_others_show():
    assert body(Text("<p>a</p>"), Quote("q", "s"), Video("https://vimeo.com/1"), Embed("https://m.example/")) == [
        ("text", "<p>a</p>"),
        ("quote", {"quote": "q", "speaker": "s", "affiliation": ""}),
        ("video", {"title": "A post", "url": "https://vimeo.com/1"}),
        ("embed", {"title": "A post", "url": "https://m.example/", "caption": ""}),
    ]


def test_pictures_and_what_of_them_there_is():
    [(_, image)] = body(Picture(1, alt="An alt", caption="Said"))
    [(kind, gallery)] = body(Gallery([Picture(1), Picture(3), Picture(2, alt="Two")]))

    assert image == {"image": {"image": 11, "alt_text": "An alt", "decorative": False}, "caption": "Said"}
    assert kind == "gallery"
    assert [each["value"]["image"] for each in gallery["pictures"]] == [
        {"image": 11, "alt_text": "", "decorative": True},
        {"image": 12, "alt_text": "Two", "decorative": False},
    ]
    assert body(Picture(3), Gallery([Picture(3)])) == []


def test_tables_with_headings_and_without():
    rows = (("A", "B"), ("1", "2"))

    [(_, named)], [(_, plain)] = body(Table(rows, has_header=True)), body(Table(rows, has_header=False))

    assert [column["heading"] for column in named["table"]["columns"]] == ["A", "B"]
    assert named["table"]["rows"] == [{"values": ["1", "2"]}]
    assert [column["heading"] for column in plain["table"]["columns"]] == ["", ""]
    assert plain["table"]["rows"] == [{"values": ["A", "B"]}, {"values": ["1", "2"]}]


def test_ids_stay_the_same_when_a_post_is_brought_again():
    pieces = [Text("<p>a</p>"), Text("<p>b</p>")]
    ids = [[each["id"] for each in body_of(pieces, title="A", key=KEY, find=lambda picture: None)] for _ in range(2)]

    assert ids[0] == ids[1]
    assert len(set(ids[0])) == 2
