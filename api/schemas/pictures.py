"""Pictures: the same renditions as on the page, so that none is made twice."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field
from wagtail.images.models import Filter
from wagtail.images.shortcuts import get_renditions_or_not_found

from cms.addresses import absolute

ON_PAGE = ("format-{webp,jpeg}", "width-{480,960,1440}")
"""As in templates/blocks/image.html."""


MediaType = Literal["image/webp", "image/jpeg"]
MEDIA_TYPES: dict[str, MediaType] = {"webp": "image/webp", "jpeg": "image/jpeg"}

Src = Annotated[str, Field(description="The whole address of the file")]


class Rendition(BaseModel):
    src: Src
    width: int
    height: int
    type: MediaType


class Picture(BaseModel):
    """`src`, `width` and `height` are those of the widest JPEG."""

    src: Src
    width: int
    height: int
    alt: str = Field(description="What the picture shows; empty when it is decorative")
    decorative: bool = Field(description="It tells nothing that the text does not")
    credit: str = Field(description="Who made it, may be empty")
    sources: list[Rendition] = Field(description="All that there are: WebP and JPEG, each from narrow to wide")


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
    return Rendition(
        src=absolute(rendition.url), width=rendition.width, height=rendition.height, type=MEDIA_TYPES[kind]
    )
