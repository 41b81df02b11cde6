"""Reading an export: what is in it, whatever its encoding, and what is refused."""

import io
import tracemalloc
from datetime import UTC, datetime

import pytest

from pages.wordpress.reader import LONGEST_TEXT, Export, NotAnExport, UnreadableExport
from pages.wordpress.source import Author, Item, Term
from tests.factories.wordpress import BLOG, FOOT, HEAD, category, comment, export, item, meta


def read(file: bytes) -> list[Author | Item]:
    return list(Export(io.BytesIO(file)))


def only_item(file: bytes) -> Item:
    [found] = [entry for entry in read(file) if isinstance(entry, Item)]
    return found


def test_everything_that_an_item_tells():
    inner = category("Housing") + category("Frome", is_tag=True) + meta("_thumbnail_id", "31")
    file = Export(io.BytesIO(export(item(7, "<p>Words</p>", inner + comment(5, parent=4), status="draft"))))

    author, found = list(file)

    assert author == Author(old_id=1, login="mary", name="Mary Jones")
    assert (file.site.title, file.site.address, file.site.version) == ("A blog", BLOG, "1.2")
    assert (found.old_id, found.kind, found.status, found.content) == (7, "post", "draft", "<p>Words</p>")
    assert found.published_at == datetime(2016, 10, 1, 9, tzinfo=UTC)
    assert found.terms == [Term("Housing", "housing", is_tag=False), Term("Frome", "frome", is_tag=True)]
    assert found.meta_number("_thumbnail_id") == 31
    assert [(each.old_id, each.parent_id, each.status) for each in found.comments] == [(5, 4, "1")]


def test_values_of_one_name_are_all_kept():
    found = only_item(export(item(inner=meta("_wp_old_slug", "one") + meta("_wp_old_slug", "two"))))

    assert found.meta["_wp_old_slug"] == "one\ntwo"


def test_bytes_of_another_encoding_are_read_as_they_were_meant():
    file = Export(io.BytesIO(export(item(title="caf\u0000")).replace(b"caf\x00", b"caf\xe9 \x93quoted\x94")))

    [_, found] = list(file)

    assert found.title == "café “quoted”"
    assert file.characters.repaired


@pytest.mark.parametrize(
    "written",
    [
        b"\xef\xbb\xbf" + export(item(title="Ŵy")),
        export(item(title="Ŵy")).decode().replace("UTF-8", "UTF-16").encode("utf-16"),
        export(item(title="\u0174y")).replace(b"\xc5\xb4y", b"\xc5\xb4\x03\x0by"),
    ],
    ids=["mark", "utf-16", "control characters"],
)
def test_what_other_programs_put_into_a_file_does_no_harm(written):
    assert only_item(written).title == "Ŵy"


def test_a_letter_may_lie_across_two_readings():
    long = "Ŵ" * 100_000

    assert only_item(export(item(content=long))).content == long


def test_declared_latin_is_read_as_such():
    written = export(item(title="café")).decode().replace("UTF-8", "ISO-8859-1").encode("latin-1")

    assert only_item(written).title == "café"


@pytest.mark.parametrize("date", ["0000-00-00 00:00:00", "2016-02-30 10:00:00", "9999-12-31 10:00:00", "soon", ""])
def test_a_day_that_there_is_not_is_none(date):
    assert only_item(export(item(post_date=date, post_date_gmt=date))).published_at is None


def test_without_universal_time_the_local_one_counts():
    found = only_item(export(item(post_date_gmt="0000-00-00 00:00:00")))

    assert found.published_at == datetime(2016, 10, 1, 10)  # noqa: DTZ001 - it has no zone


BOMB = '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    "file",
    [
        export(item()).replace(b"<rss", BOMB.encode() + b"<rss"),
        export(item()).replace(b"<rss", OUTSIDE.encode() + b"<rss"),
        b"",
        b"hello",
        b"\x00\x01\x02",
        b"<html><body></body></html>",
        b"<rss><channel><title>News</title></channel></rss>",
        b"<rss>" + b"<a>" * 1000,
    ],
    ids=["bomb", "outside", "empty", "text", "bytes", "page", "feed", "deep"],
)
def test_what_is_no_export_is_refused(file):
    with pytest.raises(NotAnExport):
        read(file)


@pytest.mark.parametrize("end", [b"<item><title>Half", b"<item><ti", b"<item><title><![CDATA[Half", b"\xc3"])
def test_a_file_that_is_cut_off_gives_what_is_whole_and_says_so(end):
    found = []
    entries = Export(io.BytesIO((HEAD + item(1) + item(2)).encode() + end))

    with pytest.raises(UnreadableExport, match="cut off") as told:
        found.extend(iter(entries))

    assert [entry.old_id for entry in found[1:]] == [1, 2]
    assert not isinstance(told.value, NotAnExport)


def test_what_is_broken_in_the_middle_names_the_line():
    with pytest.raises(UnreadableExport, match="from line 8"):
        read(export(item(1)).replace(b"<item>", b"<item>&nothing;"))


def test_elements_in_places_where_none_are_expected_do_no_harm():
    odd = "<item><item><title>x</title></item><wp:comment><item></item></wp:comment></item><wp:postmeta></wp:postmeta>"

    assert len(read((HEAD + odd + item(8) + FOOT).encode())) == 3


class Long(io.RawIOBase):
    """An export whose post is 100 MB long."""

    def __init__(self) -> None:
        start, end = export(item(content="@")).split(b"@")
        self._parts = iter([start, *[b"word " * 200_000] * 100, end])
        self._rest = b""

    def read(self, size: int = -1) -> bytes:
        self._rest = self._rest or next(self._parts, b"")
        given, self._rest = self._rest[:size], self._rest[size:]
        return given


def test_of_a_hundred_megabytes_no_more_is_held_than_a_long_book():
    tracemalloc.start()

    [_, found] = list(Export(Long()))

    assert len(found.content) == LONGEST_TEXT
    assert found.cut == ["content"]
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()
