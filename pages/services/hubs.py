"""Making a hub with its page, and putting it in force: facts from the source page, words from each translation."""

from datetime import datetime

from events.services import hubs
from pages.languages import is_source
from pages.models import HubPage
from pages.models.event import questions_in


def make(*, page: HubPage) -> None:
    """Make the hub of a new page, or let its people work on what is a new translation."""
    hubs.make_hub(key=page.translation_key, site=page.get_site(), slug=page.slug, title=page.title)


def forget(*, page: HubPage, now: datetime) -> None:
    """After a page was deleted: without any page left there is no hub."""
    if not HubPage.objects.filter(translation_key=page.translation_key).exists():
        hubs.forget_hub(key=page.translation_key, now=now)


def put_facts_in_force(*, page: HubPage, now: datetime) -> None:
    hubs.put_hub_in_force(
        key=page.translation_key,
        site=page.get_site(),
        slug=page.slug,
        title=page.title,
        area=page.area,
        towns=page.town_names(),
        contact_email=page.contact_email,
        chat_url=page.chat_url,
        takes_agenda=page.takes_agenda,
        asks_afterwards=page.asks_afterwards,
        now=now,
    )


def put_words_in_force(*, page: HubPage) -> None:
    hubs.put_hub_text_in_force(
        key=page.translation_key,
        locale=page.locale.language_code,
        title=page.title,
        path=page.get_url() or "/",
        survey_questions=questions_in(page.survey_questions),
    )


def take_out_of_force(*, page: HubPage, now: datetime) -> None:
    """Close a hub whose page is not published any more; without a translation it loses that one's words."""
    if is_source(page):
        hubs.close_hub(key=page.translation_key, now=now)
    else:
        _take_words_out_of_force(page)


def hide(*, page: HubPage, now: datetime) -> None:
    """Show a hub nowhere that not everybody may see. Its people work on."""
    if is_source(page):
        hubs.hide_hub(key=page.translation_key)
    else:
        _take_words_out_of_force(page)


def _take_words_out_of_force(page: HubPage) -> None:
    hubs.withdraw_hub_text(key=page.translation_key, locale=page.locale.language_code)
