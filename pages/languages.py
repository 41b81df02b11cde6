"""In which of its languages a page is written, and in which it is translated."""

from wagtail.models import Locale, Page


def is_source(page: Page) -> bool:
    """Whether numbers are edited here: in the site's main language, else wherever there is no page in that language."""
    main = Locale.get_default()
    return page.locale_id == main.pk or not page.has_translation(main)
