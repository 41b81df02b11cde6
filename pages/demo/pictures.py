"""The demo's pictures, drawn by code in the colours of the site: no photograph, no licence, the same every time."""

import io
import math
from collections.abc import Callable
from dataclasses import dataclass

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from cms.models import CampaignImage

GREEN, YELLOW, RED, BLUE = "#0a5c4a", "#ffd23f", "#d6452b", "#2b4fa2"
INK, PAPER, TINT = "#13191d", "#ffffff", "#eef4f1"
THREADS = (GREEN, YELLOW, RED, BLUE)
SIZE = (1600, 900)
SMOOTH = 2
"""Drawn this many times larger and made smaller again, so that slanting edges are smooth."""


class Pen:
    """Draws on a sheet of `SIZE`, whatever it is enlarged to."""

    def __init__(self, background: str) -> None:
        self.sheet = Image.new("RGB", (SIZE[0] * SMOOTH, SIZE[1] * SMOOTH), background)
        self._draw = ImageDraw.Draw(self.sheet)

    def shape(self, points: list[tuple[float, float]], fill: str) -> None:
        self._draw.polygon([(x * SMOOTH, y * SMOOTH) for x, y in points], fill=fill)

    def box(self, left: float, top: float, right: float, bottom: float, fill: str) -> None:
        self.shape([(left, top), (right, top), (right, bottom), (left, bottom)], fill)

    def disc(self, x: float, y: float, radius: float, fill: str) -> None:
        corners = (x - radius, y - radius, x + radius, y + radius)
        self._draw.ellipse([corner * SMOOTH for corner in corners], fill=fill)

    def line(self, points: list[tuple[float, float]], fill: str, width: float) -> None:
        scaled = [(x * SMOOTH, y * SMOOTH) for x, y in points]
        self._draw.line(scaled, fill=fill, width=round(width * SMOOTH), joint="curve")

    def finish(self) -> bytes:
        buffer = io.BytesIO()
        self.sheet.resize(SIZE, Image.Resampling.LANCZOS).save(buffer, "PNG", optimize=True)
        return buffer.getvalue()


def draw_weave() -> bytes:
    """Ribbons that go over and under each other, as cloth does."""
    pen, band, gap = Pen(TINT), 118, 42
    step = band + gap
    slant = 260

    def up(column: int, low: float, high: float) -> None:
        left = column * step - 200
        edges = [(left + slant * (1 - y / SIZE[1]), y) for y in (low, high)]
        (a, y1), (b, y2) = edges
        pen.shape([(a, y1), (a + band, y1), (b + band, y2), (b, y2)], THREADS[column % 4])

    rows = [(row * step + gap, row * step + gap + band) for row in range(SIZE[1] // step + 1)]
    for column in range(SIZE[0] // step + 3):
        up(column, 0, SIZE[1])
    for row, (top, bottom) in enumerate(rows):
        pen.box(0, top, SIZE[0], bottom, THREADS[(row * 3 + 1) % 4])
        for column in range(SIZE[0] // step + 3):
            if (column + row) % 2:
                up(column, top - gap / 2, bottom + gap / 2)
    return pen.finish()


def draw_halls() -> bytes:
    """Town halls side by side, each with another roof, and a row of people before them."""
    pen = Pen(TINT)
    left = 0.0
    fronts = [(270, 300, 0), (210, 420, 1), (330, 350, 2), (190, 500, 3), (280, 330, 0), (320, 400, 1)]
    for number, (width, height, roof) in enumerate(fronts):
        _draw_hall(pen, left, left + width, 760 - height, roof, THREADS[number % 4])
        left += width
    pen.box(0, 760, *SIZE, INK)
    for number in range(17):
        x, y = 40 + number * 96, 800 + (number % 3) * 14
        pen.disc(x, y, 62, THREADS[(number * 7 + 2) % 4])
        pen.box(x - 62, y, x + 62, SIZE[1], THREADS[(number * 7 + 2) % 4])
        pen.disc(x, y - 78, 34, ("#f2d3b3", "#8d5a3a", "#c98f62", "#5b3a29", "#e3b58f")[number % 5])
    return pen.finish()


def _draw_hall(pen: Pen, left: float, right: float, top: float, roof: int, colour: str) -> None:
    middle, width = (left + right) / 2, right - left
    pen.box(left, top, right, 760, colour)
    if roof == 0:
        pen.shape([(left, top), (middle, top - 110), (right, top)], colour)
    elif roof == 1:
        pen.disc(middle, top, width / 3, colour)
    elif roof == 2:
        for step in range(3):
            pen.box(left + step * width / 8, top - 40 * (step + 1), right - step * width / 8, top, colour)
    else:
        pen.shape([(middle - 50, top), (middle, top - 170), (middle + 50, top)], colour)
        pen.disc(middle, top + 70, 42, PAPER)
        pen.line([(middle, top + 70), (middle, top + 40)], INK, 6)
        pen.line([(middle, top + 70), (middle + 20, top + 82)], INK, 6)
    light = PAPER if colour == YELLOW else YELLOW
    for row in range(2):
        for column in range(max(2, int(width // 80))):
            x = left + (column + 0.5) * width / max(2, int(width // 80))
            y = top + 150 + row * 110
            pen.box(x - 17, y, x + 17, y + 62, light)
            pen.disc(x, y, 17, light)


def draw_table() -> bytes:
    """One large table from above, with room for everybody and two seats free."""
    pen, (x, y) = Pen(GREEN), (SIZE[0] / 2, SIZE[1] / 2)
    for seat in range(18):
        angle = seat / 18 * 2 * math.pi + 0.1
        sx, sy = x + 560 * math.cos(angle), y + 370 * math.sin(angle)
        is_free = seat in (4, 11)
        pen.disc(sx, sy, 52, "#0d7059" if is_free else (YELLOW, PAPER, RED, "#7fa0e8")[seat % 4])
    for grow, fill in ((0, "#074537"), (-16, TINT)):
        ring = [
            (x + (460 + grow) * math.cos(n / 90 * math.pi), y + (280 + grow) * math.sin(n / 90 * math.pi))
            for n in range(180)
        ]
        pen.shape(ring, fill)
    for paper in range(9):
        angle = paper / 9 * 2 * math.pi + 0.4
        px, py = x + 320 * math.cos(angle), y + 170 * math.sin(angle)
        pen.box(px - 34, py - 24, px + 34, py + 24, PAPER)
        for line in range(3):
            pen.line([(px - 24, py - 12 + line * 12), (px + 20 - line * 8, py - 12 + line * 12)], THREADS[paper % 4], 4)
    return pen.finish()


def draw_soup() -> bytes:
    """A long table from above: bowls on both sides, bread between them, and one pot."""
    pen = Pen("#8d5a3a")
    pen.box(0, 130, SIZE[0], 770, "#c98f62")
    for plank in range(4):
        pen.line([(0, 258 + plank * 128), (SIZE[0], 258 + plank * 128)], "#b57d52", 5)
    for number in range(7):
        for side, y in ((0, 245), (1, 655)):
            x = 130 + number * 225 + side * 60
            pen.disc(x, y, 88, PAPER)
            pen.disc(x, y, 68, (YELLOW, "#e0793a", GREEN, RED)[(number * 3 + side) % 4])
            pen.disc(x - 20, y - 18, 12, TINT)
            pen.line([(x + 104, y - 70), (x + 104, y + 70)], INK, 7)
    pen.disc(800, 450, 108, INK)
    pen.disc(800, 450, 88, "#e0793a")
    pen.line([(800, 450), (960, 330)], TINT, 16)
    for loaf in (250, 470, 1130, 1350):
        pen.disc(loaf, 450, 58, "#e3b58f")
        for cut in (-22, 0, 22):
            pen.line([(loaf + cut - 10, 425), (loaf + cut + 10, 475)], "#8d5a3a", 6)
    return pen.finish()


@dataclass(frozen=True)
class Picture:
    name: str
    title: str
    description: str
    draw: Callable[[], bytes]


PICTURES = (
    Picture(
        "weave",
        "Woven ribbons",
        "Broad ribbons in green, yellow, red and blue, woven over and under one another.",
        draw_weave,
    ),
    Picture(
        "halls",
        "Town halls",
        "A drawing of six town halls in different colours, side by side, with a row of people in front of them.",
        draw_halls,
    ),
    Picture(
        "table",
        "A large table",
        "A drawing of a large oval table from above: sixteen people sit around it, and two seats are still free.",
        draw_table,
    ),
    Picture(
        "soup",
        "Soup for everybody",
        "A drawing of a long wooden table from above: fourteen bowls of soup, four loaves of bread and one large pot.",
        draw_soup,
    ),
)


def find_or_draw(name: str) -> CampaignImage:
    """The picture of that name; drawn and kept when it is not there yet."""
    [picture] = [picture for picture in PICTURES if picture.name == name]
    found: CampaignImage | None = CampaignImage.objects.filter(title=picture.title).first()
    if found:
        return found
    kept: CampaignImage = CampaignImage.objects.create(
        title=picture.title,
        description=picture.description,
        file=ContentFile(picture.draw(), name=f"demo-{picture.name}.png"),
        width=SIZE[0],
        height=SIZE[1],
    )
    return kept
