"""The hourly look through the site for what editors can mend."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from wagtail.models import Page

from pages.editors_home import content, translations
from pages.editors_home.content import Found
from pages.models import Finding

Kind = Finding.Kind
CHECKS: dict[Finding.Kind, Callable[[datetime], Found]] = {
    Kind.NOBODY_CAN_GIVE: content.crowdfunds_without_parts,
    Kind.LINK: content.links_to_nowhere,
    Kind.FILE: content.files_that_are_gone,
    Kind.PICTURE: content.pictures_without_words,
    Kind.TOWN: content.meetings_on_no_map,
    Kind.OUTDATED: translations.outdated,
    Kind.TEXTS: translations.untranslated_texts,
}


def look_through(now: datetime) -> None:
    """Keep what is found now, and nothing of what was found before."""
    found = [
        Finding(kind=kind, page_id=page, number=number) for kind, check in CHECKS.items() for page, number in check(now)
    ]
    with transaction.atomic():
        Finding.objects.all().delete()
        Finding.objects.bulk_create(found, batch_size=500)


def forget(*, page: Page) -> None:
    """Somebody has published it anew, perhaps mended: what is still amiss is found within the hour."""
    Finding.objects.filter(page=page.pk).delete()
