"""Draws the card of a shared link. Pure: what it says is decided in card.py."""

import unicodedata
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import IO

from PIL import Image, ImageDraw, ImageFont, ImageOps

WIDTH, HEIGHT = 1200, 630
"""In pixels, as networks ask for (https://developers.facebook.com/docs/sharing/webmasters/images/)."""

FONTS = Path(__file__).resolve().parents[2] / "static/fonts"
FACES = ("bricolage-grotesque-latin.woff2", "bricolage-grotesque-latin-ext.woff2")

MARGIN, STRIPE = 64, 20
THOUSANDTHS = 1000
PICTURE_WIDTH = 420
PAPER, INK, QUIET, GREEN, TRACK = "#ffffff", "#13191d", "#4a555c", "#0a5c4a", "#dbe7e2"
WEAVE = (("#0a5c4a", 96), ("#ffd23f", 64), ("#d6452b", 40), ("#2b4fa2", 32))
"""The woven stripe of every page (static/css/site.css): its colours, and how broad each is, at twice the size."""

SLANT = 9

LETTERS = ("Lu", "Ll", "Lt", "Lm", "Lo", "Nd")
"""Unicode's categories of what a name is made of."""

TITLE_SIZES = (84, 72, 60, 50)
MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class Card:
    """`filled` is how much of the bar is filled, in THOUSANDTHS; None for a card without a bar."""

    organisation: str
    title: str
    detail: str = ""
    filled: int | None = None
    figure: str = ""


def draw(card: Card, picture: IO[bytes] | None = None) -> bytes:
    """A JPEG of WIDTH by HEIGHT. `picture` is read and closed; one that cannot be read is left out."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    right = WIDTH - MARGIN
    if picture is not None and (shown := _read(picture)):
        image.paste(shown, (WIDTH - PICTURE_WIDTH, STRIPE))
        right -= PICTURE_WIDTH
    pen = ImageDraw.Draw(image)
    _weave(pen)
    _write_lines(pen, [card.organisation], top=STRIPE + 44, size=34, right=right, fill=GREEN)
    bottom = _foot(pen, card, right)
    _title(pen, card.title, right=right, bottom=bottom)
    written = BytesIO()
    image.save(written, "JPEG", quality=88, subsampling="4:4:4", optimize=True)
    return written.getvalue()


def drawable(text: str) -> str:
    """The text as the faces can write it: without emoji and signs, letters that they lack without their accents.

    Empty when a letter would be lost: half a name is worse than none.
    """
    written = []
    for sign in unicodedata.normalize("NFC", text):
        plain = sign if _face_of(sign) is not None else unicodedata.normalize("NFD", sign)[0]
        if _face_of(plain) is not None:
            written.append(plain)
        elif unicodedata.category(plain) in LETTERS:
            return ""
    return " ".join("".join(written).split())


def _read(picture: IO[bytes]) -> Image.Image | None:
    try:
        with picture, Image.open(picture) as found:
            return ImageOps.fit(found.convert("RGB"), (PICTURE_WIDTH, HEIGHT - STRIPE))
    except Exception:  # decoders meet broken bytes with every kind of exception
        return None


def _weave(pen: ImageDraw.ImageDraw) -> None:
    at = -SLANT
    while at < WIDTH:
        for colour, broad in WEAVE:
            pen.polygon([(at + SLANT, 0), (at + SLANT + broad, 0), (at + broad, STRIPE), (at, STRIPE)], fill=colour)
            at += broad


def _foot(pen: ImageDraw.ImageDraw, card: Card, right: int) -> int:
    """The figure, the bar and the detail, from below; gives where they begin."""
    bottom = HEIGHT - MARGIN
    if card.detail:
        lines = _wrapped(card.detail, 34, right - MARGIN)[:2]
        bottom -= 44 * len(lines)
        _write_lines(pen, lines, top=bottom, size=34, right=right, fill=QUIET)
    if card.filled is None:
        return bottom - 24
    bottom -= 52
    pen.rectangle((MARGIN, bottom, right, bottom + 28), fill=TRACK)
    end = MARGIN + (right - MARGIN) * min(max(card.filled, 0), THOUSANDTHS) // THOUSANDTHS
    if end > MARGIN:
        pen.rectangle((MARGIN, bottom, end, bottom + 28), fill=GREEN)
    bottom -= 76
    _write_lines(pen, [card.figure], top=bottom, size=56, right=right, fill=INK)
    return bottom - 20


def _title(pen: ImageDraw.ImageDraw, title: str, *, right: int, bottom: int) -> None:
    """As large as fits between the organisation's name and the foot; what does not fit at all is cut."""
    top, room = STRIPE + 108, right - MARGIN
    for size in TITLE_SIZES:
        lines, most = _wrapped(title, size, room), min(MOST_LINES, (bottom - top) // round(size * 1.08))
        if len(lines) <= most and all(_length(line, size) <= room for line in lines):
            break
    else:
        lines = [*lines[: most - 1], _cut(" ".join(lines[most - 1 :]), size, room)]
    _write_lines(pen, lines, top=top, size=size, right=right, fill=INK)


def _write_lines(pen: ImageDraw.ImageDraw, lines: list[str], *, top: int, size: int, right: int, fill: str) -> None:
    for line in lines:
        at = float(MARGIN)
        for face, run in _runs(_cut(line, size, right - MARGIN)):
            pen.text((at, top), run, font=_font(face, size), fill=fill)
            at += _font(face, size).getlength(run)
        top += round(size * 1.08)


def _wrapped(text: str, size: int, room: int) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and _length(longer, size) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return [line for line in lines if line]


def _cut(line: str, size: int, room: int) -> str:
    """The line, shortened by letters until it fits."""
    if _length(line, size) <= room:
        return line
    fits, longer = 0, len(line)
    while fits < longer:
        middle = (fits + longer + 1) // 2
        fits, longer = (middle, longer) if _length(line[:middle] + "…", size) <= room else (fits, middle - 1)
    return line[:fits].rstrip() + "…"


def _length(text: str, size: int) -> float:
    return sum(_font(face, size).getlength(run) for face, run in _runs(text))


def _runs(text: str) -> list[tuple[str, str]]:
    """The text in pieces that one face can write."""
    runs: list[tuple[str, str]] = []
    for sign in text:
        face = _face_of(sign) or FACES[0]
        if runs and runs[-1][0] == face:
            runs[-1] = (face, runs[-1][1] + sign)
        else:
            runs.append((face, sign))
    return runs


@cache
def _font(face: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / face, size)


@cache
def _missing(face: str) -> bytes:
    """How a face draws a sign that it does not have."""
    return bytes(_font(face, 40).getmask("\uffff"))


def _face_of(sign: str) -> str | None:
    if sign == " ":
        return FACES[0]
    return next((face for face in FACES if sign.isprintable() and _drawn(face, sign)), None)


@cache
def _drawn(face: str, sign: str) -> bool:
    return bytes(_font(face, 40).getmask(sign)) != _missing(face)
