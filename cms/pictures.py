"""Taking in pictures: each is decoded in full and written anew, so that nothing is kept of it but what is seen."""

from io import BytesIO
from typing import IO, Any

from django.core.files.base import ContentFile
from PIL import Image, ImageOps

FORMATS = ("JPEG", "PNG", "WEBP")
KEPT = ("icc_profile", "transparency")
"""Of all that a file says about its picture, only what its colours need."""

SAVE_OPTIONS: dict[str, dict[str, Any]] = {"JPEG": {"quality": 90}, "PNG": {}, "WEBP": {"quality": 90}}

LONGEST_SIDE = 16_383
"""In pixels: a WebP takes no longer one, and a rendition is at most as large as its picture."""

SIXTEEN_BITS = ("I", "I;16", "I;16B", "I;16L", "I;16N")
USUAL_MODES = ("1", "L", "LA", "P", "RGB", "RGBA", "CMYK")
"""How a picture may hold its colours so that every format of a rendition can be made from it."""


class UnreadablePicture(ValueError):
    """The file is no JPEG, PNG or WebP picture, or a broken one."""


class TooLong(ValueError):
    """The picture is wider or higher than LONGEST_SIDE."""


def decode(file: IO[bytes]) -> tuple[Image.Image, str]:
    """The picture, upright and without metadata, and its format's name. A moving picture keeps its first frame.

    Raises: UnreadablePicture, TooLong.
    """
    try:
        file.seek(0)
        with Image.open(file, formats=FORMATS) as image:
            image_format = image.format if image.format in FORMATS else "JPEG"
            if max(image.size) > LONGEST_SIDE:
                raise TooLong
            image.load()
            upright = _usual(ImageOps.exif_transpose(image))
    except TooLong:
        raise
    except Exception as error:  # decoders meet hostile bytes with every kind of exception
        raise UnreadablePicture(str(error)) from error
    finally:
        file.seek(0)
    upright.info = {name: value for name, value in upright.info.items() if name in KEPT}
    return upright, image_format


def _usual(image: Image.Image) -> Image.Image:
    if image.mode in USUAL_MODES:
        return image
    if image.mode in SIXTEEN_BITS:
        image = image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    # The see-through colour was told in the former mode.
    image.info.pop("transparency", None)
    return image if image.mode == "L" else image.convert("RGB")


def write_anew(file: Any, name: str) -> ContentFile[bytes]:
    """The same picture in the same format, freshly encoded.

    Takes a large picture seconds to decode: a form that has done so leaves what it got as `decoded` on the file.

    Raises: UnreadablePicture, TooLong.
    """
    image, image_format = getattr(file, "decoded", None) or decode(file)
    written = BytesIO()
    image.save(written, image_format, **SAVE_OPTIONS[image_format])
    return ContentFile(written.getvalue(), name)
