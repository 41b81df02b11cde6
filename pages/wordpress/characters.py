"""The bytes of an export as text that XML may hold, whatever encoding they are really in."""

import codecs
import re
from collections.abc import Iterator
from typing import IO

CHUNK = 64 * 1024

NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""WordPress writes these as they came from Word and the like; an XML parser stops at the first."""

REPAIRED = "\ufffe"
"""Stands before each byte that was read in another encoding, until it is left out with what XML may not hold."""

DECLARED = re.compile(rb"""^<\?xml[^>]{0,100}?encoding=["']([A-Za-z0-9._-]{1,40})["']""")
MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """What is no UTF-8 in a file that says it were is nearly always Windows' Latin script."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return REPAIRED + wrong.decode("cp1252", "replace"), error.end


codecs.register_error("as_windows", _as_windows)


class Characters:
    """The text of a file, piece by piece. `repaired` tells afterwards whether bytes were in another encoding."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.repaired = False

    def __iter__(self) -> Iterator[str]:
        chunk = self._file.read(CHUNK)
        encoding, mark = _encoding_of(chunk)
        decoder = codecs.getincrementaldecoder(encoding)("as_windows" if encoding == "utf-8" else "replace")
        chunk = chunk[len(mark) :]
        while chunk:
            yield self._plain(decoder.decode(chunk))
            chunk = self._file.read(CHUNK)
        yield self._plain(decoder.decode(b"", final=True))

    def _plain(self, text: str) -> str:
        self.repaired = self.repaired or REPAIRED in text
        return NOT_IN_XML.sub("", text)


def _encoding_of(beginning: bytes) -> tuple[str, bytes]:
    """The codec's name, and the mark at the very beginning that is no text."""
    for mark, encoding in MARKS:
        if beginning.startswith(mark):
            return encoding, mark
    found = DECLARED.match(beginning.lstrip())
    try:
        codec = codecs.lookup(found[1].decode("ascii") if found else "utf-8")
    except LookupError:
        return "utf-8", b""
    if codec.name in ("iso8859-1", "ascii"):
        return "cp1252", b""
    # Some codecs that Python knows are none for text, such as `hex`.
    return (codec.name if codec._is_text_encoding else "utf-8"), b""
