"""Publishing from a view of our own: what is told then is what Wagtail's editor tells."""

from typing import Any

from wagtail import hooks
from wagtail.models import Page


def tell(request: Any, page: Page) -> None:
    for tells in hooks.get_hooks("after_publish_page"):
        tells(request, page)
