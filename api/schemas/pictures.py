"""Pictures: the same renditions as on the page, so that none is made twice."""

from typing import Any

from pydantic import BaseModel
from wagtail.images.models import Filter
from wagtail.images.shortcuts import get_renditions_or_not_found

from cms.addresses import absolute

ON_PAGE = ("format-{webp,jpeg}", "width-{480,960,1440}")
"""As in templates/blocks/image.html."""


class Rendition(BaseModel):
    src: str
    width: int
    height: int
    type: str


class Picture(BaseModel):
    """`src`, `width` and `height` are those of the last, widest JPEG; `sources` are all that there are.

    A decorative picture has an empty `alt` and tells nothing that the text does not.
    """

    src: str
    width: int
    height: int
    alt: str
    decorative: bool
    credit: str
    sources: list[Rendition]


def picture(image: Any) -> Picture:
    """The value of an ImageBlock."""
    specs = Filter.expand_spec(list(ON_PAGE))
    found = get_renditions_or_not_found(image, specs)
    sources = [_rendition(found[spec], spec) for spec in specs]
    widest = sources[-1]
    return Picture(
        src=widest.src,
        width=widest.width,
        height=widest.height,
        alt=image.contextual_alt_text or "",
        decorative=bool(image.decorative),
        credit=image.credit,
        sources=sources,
    )


def _rendition(rendition: Any, spec: str) -> Rendition:
    kind = spec.partition("format-")[2].partition("|")[0]
    return Rendition(src=absolute(rendition.url), width=rendition.width, height=rendition.height, type=f"image/{kind}")
