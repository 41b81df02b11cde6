"""The demo in Welsh: string translations of wagtail-localize, taken from cy.po. Its editor shows and keeps them."""

from pathlib import Path
from typing import Any

import polib
from django.db import transaction
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource

from accounts.models import User
from pages.demo.building import Shelf
from pages.demo.guide import GUIDE

CATALOGUE = Path(__file__).with_name("cy.po")
TRANSLATED = (
    *("home", "progressive-alliance", "online-hub", "first-meetings", "subtitles", "about", "your-gift"),
    *("hubs", "hub-brighton", "hub-frome", "brighton-evening"),
    *("weekly-call", "frome-table", "birmingham-evening", "frome-report"),
    *("stories", "ayeisha-sample", "ruth-sample", "women-on-alliances", "who-is-in-the-room"),
    GUIDE,
)
"""Parents first."""


def read_catalogue() -> dict[str, str]:
    return {entry.msgid: entry.msgstr for entry in polib.pofile(str(CATALOGUE))}


def load_welsh(shelf: Shelf, *, reset: bool) -> int:
    """Translate and publish what was never published in Welsh. Gives how many pages were written."""
    catalogue, welsh = read_catalogue(), Locale.objects.get(language_code="cy")
    translator = User.objects.filter(username="golygydd").first()
    written = 0
    for name in TRANSLATED:
        page = Page.objects.get(pk=shelf.pages[name].pk).specific
        target = page.get_translation_or_none(welsh)
        if reset or target is None or target.first_published_at is None:
            translate(page, welsh, catalogue, translator)
            written += 1
    return written


@transaction.atomic
def translate(page: Any, locale: Locale, catalogue: dict[str, str], translator: User | None) -> None:
    """Translate each string of the page that the catalogue knows, as its translator would in the editor; publish."""
    source, _ = TranslationSource.update_or_create_from_instance(page)
    translation, _ = Translation.objects.get_or_create(source=source, target_locale=locale)
    strings = translation.export_po()
    for entry in strings:
        entry.msgstr = catalogue.get(entry.msgid, "")
    translation.import_po(strings, user=translator)
    translation.save_target(user=translator, publish=True)
