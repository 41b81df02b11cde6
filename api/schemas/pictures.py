"""Pictures: the same renditions as on the page, so that none is made twice."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from cms.addresses import absolute
from cms.shown_pictures import renditions_of

MediaType = Literal["image/avif", "image/webp", "image/jpeg"]
MEDIA_TYPES: dict[str, MediaType] = {"avif": "image/avif", "webp": "image/webp", "jpeg": "image/jpeg"}

Src = Annotated[str, Field(description="The whole address of the file")]


class Rendition(BaseModel):
    src: Src
    width: int
    height: int
    type: MediaType


class FocalPoint(BaseModel):
    """What must stay in sight where a picture is cut: in whole per cent, as CSS takes it for `object-position`."""

    x: int = Field(description="0 is the left edge, 100 the right one")
    y: int = Field(description="0 is the top, 100 the bottom")


class Picture(BaseModel):
    """`src`, `width` and `height` are those of the widest JPEG."""

    src: Src
    width: int
    height: int
    alt: str = Field(description="What the picture shows; empty when it is decorative")
    decorative: bool = Field(description="It tells nothing that the text does not")
    credit: str = Field(description="Who made it, may be empty")
    focal_point: FocalPoint | None = Field(description="Null where editors have marked nothing")
    sources: list[Rendition] = Field(description="All that there are: AVIF, WebP and JPEG, each from narrow to wide")


def picture(image: Any) -> Picture | None:
    """The value of an ImageBlock; None without a picture, and of one in a private collection."""
    found = renditions_of(image) if image else None
    if found is None:
        return None
    sources = [_rendition(rendition, spec) for spec, rendition in found.items()]
    widest = sources[-1]
    return Picture(
        src=widest.src,
        width=widest.width,
        height=widest.height,
        alt=image.contextual_alt_text or "",
        decorative=bool(image.decorative),
        credit=image.credit,
        focal_point=_focal_point(image),
        sources=sources,
    )


def _focal_point(image: Any) -> FocalPoint | None:
    if image.focal_point_x is None or not image.width or not image.height:
        return None
    return FocalPoint(x=image.focal_point_x * 100 // image.width, y=image.focal_point_y * 100 // image.height)


def _rendition(rendition: Any, spec: str) -> Rendition:
    kind = spec.partition("format-")[2].partition("|")[0]
    return Rendition(
        src=absolute(rendition.url), width=rendition.width, height=rendition.height, type=MEDIA_TYPES[kind]
    )
