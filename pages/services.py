"""What publishing a page puts in force elsewhere. Called by Wagtail's signals."""

from datetime import datetime

from wagtail.models import Locale, Page

from donations import services as donations
from pages.models import CrowdfundPage


def put_in_force(*, page: Page, now: datetime) -> None:
    """Put a published crowdfund in force: all of it from the source page, only its words from a translation."""
    if not isinstance(page, CrowdfundPage):
        return
    if is_source(page):
        donations.put_crowdfund_in_force(
            key=page.translation_key,
            site=page.get_site(),
            slug=page.slug,
            goal_minor=page.goal_minor,
            suggested_minor=page.suggested_minor(),
            last_day=page.last_day,
            lines=[
                donations.Cost(line.translation_key, line.title, line.amount_minor) for line in page.budget_lines.all()
            ],
            spending=[
                donations.Cost(entry.translation_key, entry.title, entry.amount_minor, entry.spent_on)
                for entry in page.spending_entries.all()
            ],
            now=now,
        )
    put_words_in_force(page=page)


def put_words_in_force(*, page: CrowdfundPage) -> None:
    """Tell donations what the crowdfund is called in the page's language and where the page is."""
    donations.put_crowdfund_text_in_force(
        key=page.translation_key, locale=page.locale.language_code, title=page.title, path=page.get_url() or "/"
    )


def take_out_of_force(*, page: Page) -> None:
    """Take back what a page put in force that is no longer published."""
    if not isinstance(page, CrowdfundPage):
        return
    donations.withdraw_crowdfund_text(key=page.translation_key, locale=page.locale.language_code)
    if is_source(page):
        donations.withdraw_crowdfund(key=page.translation_key)


def refresh_addresses(*, page: Page) -> None:
    """Tell donations the new addresses of the crowdfunds at and below a page that was moved or renamed."""
    for crowdfund_page in CrowdfundPage.objects.live().descendant_of(page, inclusive=True):
        put_words_in_force(page=crowdfund_page)


def is_source(page: Page) -> bool:
    """Whether numbers are edited here: in the site's main language, else wherever there is no page in that language."""
    main = Locale.get_default()
    return page.locale_id == main.pk or not page.has_translation(main)
