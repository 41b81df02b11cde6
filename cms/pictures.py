"""Taking in pictures: each is decoded in full and written anew, so that nothing is kept of it but what is seen."""

from io import BytesIO
from typing import IO, Any

from django.core.files.base import ContentFile
from PIL import Image, ImageOps

FORMATS = ("JPEG", "PNG", "WEBP")
KEPT = ("icc_profile", "transparency")
"""Of all that a file says about its picture, only what its colours need."""

SAVE_OPTIONS: dict[str, dict[str, Any]] = {"JPEG": {"quality": 90}, "PNG": {"optimize": True}, "WEBP": {"quality": 90}}


class UnreadablePicture(ValueError):
    """The file is no JPEG, PNG or WebP picture, or a broken one."""


def decode(file: IO[bytes]) -> tuple[Image.Image, str]:
    """The picture, upright and without metadata, and its format's name. A moving picture keeps its first frame.

    Raises: UnreadablePicture.
    """
    try:
        file.seek(0)
        with Image.open(file, formats=FORMATS) as image:
            image_format = image.format if image.format in FORMATS else "JPEG"
            image.load()
            upright = ImageOps.exif_transpose(image)
    except Exception as error:  # decoders meet hostile bytes with every kind of exception
        raise UnreadablePicture(str(error)) from error
    finally:
        file.seek(0)
    upright.info = {name: value for name, value in upright.info.items() if name in KEPT}
    return upright, image_format


def write_anew(file: IO[bytes], name: str) -> ContentFile[bytes]:
    """The same picture in the same format, freshly encoded. Raises: UnreadablePicture."""
    image, image_format = decode(file)
    written = BytesIO()
    image.save(written, image_format, **SAVE_OPTIONS[image_format])
    return ContentFile(written.getvalue(), name)
