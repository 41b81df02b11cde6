"""Who may bring a page back."""

from typing import Any

from wagtail.models import Page


def may_restore(user: Any, page: Page) -> bool:
    """Whoever may publish it, unless somebody has locked it."""
    rights = page.permissions_for_user(user)
    return bool(rights.can_publish() and not rights.page_locked())
