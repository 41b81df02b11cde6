"""Which pages may be shown to everybody, and where a link to one leads."""

from wagtail.models import Page


def public_page(page: Page | None) -> Page | None:
    """The page in the reader's language if everybody may see it, else the page itself if they may, else None.

    A link to a draft or a private page would give away its title and address.
    """
    if page is None:
        return None
    for candidate in (page.localized, page):
        if candidate.live and not candidate.get_view_restrictions().exists():
            return candidate
    return None
