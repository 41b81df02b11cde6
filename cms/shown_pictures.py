"""In which formats and sizes pages show a picture: one place for the page, the API, and what publishing makes ahead."""

from typing import Any

from wagtail.images.models import Filter, Picture, SourceImageIOError
from wagtail.images.shortcuts import get_renditions_or_not_found

FORMATS = ("avif", "webp", "jpeg")
"""From the smallest file to the one that every program reads."""

WIDTHS = (480, 960, 1440)
"""In pixels: a phone, a column of text, the same on a dense screen."""

SPECS: tuple[str, ...] = tuple(
    Filter.expand_spec([f"format-{{{','.join(FORMATS)}}}", f"width-{{{','.join(map(str, WIDTHS))}}}"])
)
COLUMN = "(min-width: 56rem) 40rem, 100vw"
"""How wide it stands in a column of text (https://html.spec.whatwg.org/multipage/images.html#sizes-attributes)."""


def renditions_of(image: Any) -> dict[str, Any] | None:
    """By SPECS; None of a picture in a private collection: pages are made for everybody."""
    found: dict[str, Any] = get_renditions_or_not_found(image, list(SPECS))
    return None if any(getattr(each, "is_closed", False) for each in found.values()) else found


def picture_of(image: Any, sizes: str = COLUMN) -> Picture | None:
    """The element that shows it."""
    found = renditions_of(image)
    return Picture(found, {"sizes": sizes, "loading": "lazy"}) if found else None


def make_ahead(images: list[Any]) -> None:
    """Make what pages show of these, where it is not there yet: encoding is nothing to wait for when a page is read."""
    for image in images:
        try:
            image.get_renditions(*SPECS)
        except SourceImageIOError:
            continue
