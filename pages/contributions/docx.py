"""Reads the words of a Word file (ECMA-376, https://ecma-international.org/publications-and-standards/standards/ecma-376/).

Pure. Only word/document.xml is unpacked, no more of it than LARGEST, and nothing in it is followed.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import IO
from xml.etree.ElementTree import Element, ParseError
from zipfile import ZipFile

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

LARGEST = 20 * 1024 * 1024
"""Bytes of the unpacked document: 40,000 words with all that Word writes around them have less than 5 MB."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class NotReadable(ValueError):
    """It is no Word file, a broken one, or too large."""


def text_of(file: IO[bytes]) -> str:
    """Its paragraphs, an empty line between two; what is no text, such as pictures, is left out.

    Raises: NotReadable.
    """
    try:
        root = fromstring(_document(file), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise NotReadable(str(error)) from error
    return "\n\n".join(filter(None, map(str.strip, _paragraphs(root))))


def _paragraphs(root: Element) -> Iterator[str]:
    """Each piece once: a paragraph may stand in a text box of another one, ten thousand deep in a hostile file."""
    words: list[str] = []
    for element in root.iter():
        if element.tag == f"{W}p":
            yield "".join(words)
            words = []
        else:
            words.append(_piece(element))
    yield "".join(words)


def _piece(element: Element) -> str:
    if element.tag == f"{W}t":
        return element.text or ""
    if element.tag == f"{W}tab":
        return " "
    return "\n" if element.tag in (f"{W}br", f"{W}cr") else ""


def _document(file: IO[bytes]) -> bytes:
    try:
        with ZipFile(BytesIO(file.read())) as archive, archive.open("word/document.xml") as document:
            content = document.read(LARGEST + 1)
    except Exception as error:  # decompressors meet hostile bytes with every kind of exception
        raise NotReadable(str(error)) from error
    if len(content) > LARGEST:
        raise NotReadable("too large")
    return content
