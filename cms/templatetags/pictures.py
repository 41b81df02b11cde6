"""Template tags of pictures."""

from typing import Any

from django import template

from cms.shown_pictures import COLUMN, picture_of

register = template.Library()


@register.simple_tag
def shown_picture(image: Any, sizes: str = "") -> Any:
    """The element that shows a picture; '' for one in a private collection."""
    return picture_of(image, sizes or COLUMN) or ""
