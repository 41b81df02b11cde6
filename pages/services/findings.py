"""The hourly look through the site for what editors can mend."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.db.models import F, Model
from wagtail.models import Page

from pages.editors_home import content, translations
from pages.editors_home.content import Found
from pages.models import Finding

Kind = Finding.Kind
CHECKS: dict[Finding.Kind, Callable[[datetime], Found]] = {
    Kind.NOBODY_CAN_GIVE: content.crowdfunds_without_parts,
    Kind.LINK: content.links_to_nowhere,
    Kind.PICTURE: content.pictures_without_words,
    Kind.TOWN: content.meetings_on_no_map,
    Kind.OUTDATED: translations.outdated,
    Kind.TEXTS: translations.untranslated_texts,
}


def look_through(now: datetime) -> None:
    """Keep what is found now, and of what was found before only that something was deleted."""
    found = [
        Finding(kind=kind, page_id=page, number=number) for kind, check in CHECKS.items() for page, number in check(now)
    ]
    with transaction.atomic():
        Finding.objects.exclude(kind=Kind.GONE).delete()
        Finding.objects.bulk_create(found, batch_size=500)


def note_gone(*, thing: Model) -> None:
    """Before it is deleted, note the pages that show it or lead to it."""
    for page, number in content.that_lose(thing):
        finding, _ = Finding.objects.get_or_create(kind=Kind.GONE, page_id=page, defaults={"number": 0})
        Finding.objects.filter(pk=finding.pk).update(number=F("number") + number)


def forget(*, page: Page) -> None:
    """Somebody has published it anew, perhaps mended: what is still amiss is found within the hour."""
    Finding.objects.filter(page=page.pk).delete()
