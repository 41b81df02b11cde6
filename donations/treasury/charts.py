"""A chart of money as shapes. Pure: amounts in minor units in, whole units of the drawing out, no floating point."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

WIDTH, HEIGHT = 720, 260
LEFT, TOP, BOTTOM = 72, 12, 28
MOST_STEPS, MOST_LABELS = 5, 8

HeightOf = Callable[[int], int]


@dataclass(frozen=True, slots=True)
class Bucket:
    """What moved in one day, week or month. `in_minor` is gross; `back_minor` and `fee_minor` are below nothing."""

    start: date
    in_minor: int = 0
    back_minor: int = 0
    fee_minor: int = 0

    @property
    def kept_minor(self) -> int:
        return self.in_minor + self.back_minor + self.fee_minor


@dataclass(frozen=True, slots=True)
class Rect:
    """`kind` is gross, kept or back, and names the shape's class in the style sheet."""

    kind: str
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across, at an amount that is easy to read."""

    y: int
    minor: int


@dataclass(frozen=True, slots=True)
class Column:
    """The bars of one bucket; `x` is their middle. Only some are labelled, so that no label covers the next."""

    bucket: Bucket
    x: int
    rects: tuple[Rect, ...]
    is_labelled: bool


@dataclass(frozen=True, slots=True)
class Chart:
    columns: tuple[Column, ...]
    ticks: tuple[Tick, ...]
    zero_y: int
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT


def draw(buckets: Sequence[Bucket]) -> Chart:
    """Bars upwards for what came in, within them what was kept, and bars downwards for what went back."""
    high = max((max(bucket.in_minor, bucket.back_minor, bucket.kept_minor, 0) for bucket in buckets), default=0)
    low = max((max(-bucket.back_minor, -bucket.in_minor, -bucket.kept_minor, 0) for bucket in buckets), default=0)
    step = readable_step(high + low)
    above, below = -(-high // step) or 1, -(-low // step)
    room, span = HEIGHT - TOP - BOTTOM, (above + below) * step
    zero_y = TOP + room * above // (above + below)

    def height_of(minor: int) -> int:
        return abs(minor) * room // span

    ticks = tuple(
        Tick(zero_y - height_of(place * step) if place > 0 else zero_y + height_of(place * step), place * step)
        for place in range(-below, above + 1)
    )
    return Chart(_columns(buckets, height_of, zero_y), ticks, zero_y)


def readable_step(span_minor: int) -> int:
    """The least of 1, 2, 5, 10, 20, 50 … hundred minor units of which few cover the span."""
    size = 100
    while True:
        for digit in (1, 2, 5):
            if digit * size * MOST_STEPS >= span_minor:
                return digit * size
        size *= 10


def _columns(buckets: Sequence[Bucket], height_of: HeightOf, zero_y: int) -> tuple[Column, ...]:
    pitch = (WIDTH - LEFT) // max(len(buckets), 1)
    every = -(-len(buckets) // MOST_LABELS) or 1
    return tuple(
        Column(
            bucket,
            LEFT + pitch * place + pitch // 2,
            _bars(bucket, LEFT + pitch * place, pitch, height_of, zero_y),
            # Counted from the end: the last one is now.
            is_labelled=(len(buckets) - 1 - place) % every == 0,
        )
        for place, bucket in enumerate(buckets)
    )


def _bars(bucket: Bucket, left: int, pitch: int, height_of: HeightOf, zero_y: int) -> tuple[Rect, ...]:
    wide, narrow = max(pitch * 7 // 10, 1), max(pitch * 3 // 10, 1)
    found = (
        _bar("gross", bucket.in_minor, left + (pitch - wide) // 2, wide, height_of, zero_y),
        _bar("back", bucket.back_minor, left + (pitch - wide) // 2, wide, height_of, zero_y),
        _bar("kept", bucket.kept_minor, left + (pitch - narrow) // 2, narrow, height_of, zero_y),
    )
    return tuple(rect for rect in found if rect)


def _bar(kind: str, minor: int, x: int, width: int, height_of: HeightOf, zero_y: int) -> Rect | None:
    """From the line upwards for more than nothing, downwards for less; never too small to be seen."""
    if not minor:
        return None
    height = max(height_of(minor), 1)
    return Rect(kind, x, zero_y - height if minor > 0 else zero_y, width, height)
