"""What the card of a shared page says, and where it is. Drawn by drawing.py."""

import hashlib
from dataclasses import dataclass
from typing import IO, Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext
from wagtail.images.models import SourceImageIOError

from cms.models import BasePage, OrganisationSettings
from cms.public_tree import PublicPage, public_page
from donations.models import Crowdfund
from donations.money import format_minor
from donations.progress import Progress
from events.models import Occurrence
from pages.asks import in_force
from pages.models import CrowdfundPage, EventPage, MeetingReportPage
from pages.models.story import StoryPage
from pages.sharing.drawing import HEIGHT, PICTURE_WIDTH, STRIPE, THOUSANDTHS, WIDTH, Card, drawable

CHOSEN = f"fill-{WIDTH}x{HEIGHT}|format-jpeg"
"""The rendition that stands for the card when an editor has chosen a picture and there is no total to show."""

BESIDE = f"fill-{PICTURE_WIDTH}x{HEIGHT - STRIPE}|format-jpeg"


@dataclass(frozen=True, slots=True)
class SharedPicture:
    """`url` is a path or an address; all are JPEG."""

    url: str
    alt: str
    width: int = WIDTH
    height: int = HEIGHT


def shared_picture(page: BasePage, shown: PublicPage, request: HttpRequest | None) -> SharedPicture:
    """The picture that an editor chose, else a card; with a crowdfund always a card, which has its total."""
    crowdfund = crowdfund_of(page, request)
    if crowdfund is None and (chosen := rendition(page.social_image, CHOSEN)):
        return SharedPicture(url=chosen.url, alt=chosen.alt)
    version = version_of(page, crowdfund.progress() if crowdfund else None)
    return SharedPicture(url=reverse("card", args=[shown.pk, version]), alt=page.seo_title or page.title)


def version_of(page: BasePage, progress: Progress | None) -> str:
    """Changes with what is published and with the total: networks keep a picture for as long as its address."""
    told = (page.last_published_at, progress and (progress.raised_minor, progress.goal_minor, progress.donors))
    return hashlib.sha256(repr(told).encode()).hexdigest()[:12]


def crowdfund_of(page: BasePage, request: HttpRequest | None) -> Crowdfund | None:
    """The one that the page asks for, while it is in force."""
    key: UUID | None = None
    if isinstance(page, CrowdfundPage):
        key = page.translation_key
    elif isinstance(page, StoryPage) and (asked := public_page(page.crowdfund_id)):
        key = asked.translation_key
    return in_force(key, request) if key else None


def card_of(page: BasePage, crowdfund: Crowdfund | None) -> Card:
    """In the current language. A title in letters that the face lacks leaves the organisation's name."""
    organisation = OrganisationSettings.current().organisation_name
    told: dict[str, Any] = {
        "organisation": drawable(organisation),
        "title": drawable(page.seo_title or page.title) or drawable(organisation),
    }
    if crowdfund is None:
        return Card(**told, detail=drawable(detail_of(page)))
    progress, language = crowdfund.progress(), get_language() or "en"
    raised, goal = (
        format_minor(minor, progress.currency, language) for minor in (progress.raised_minor, progress.goal_minor)
    )
    return Card(
        **told,
        figure=gettext("%(amount)s raised") % {"amount": raised},
        detail=gettext("%(percent)s%% of %(goal)s") % {"percent": progress.percent, "goal": goal},
        filled=progress.capped_minor * THOUSANDTHS // progress.goal_minor if progress.goal_minor else 0,
    )


def detail_of(page: BasePage) -> str:
    """The line at the foot: when and where people meet or met."""
    if isinstance(page, MeetingReportPage):
        return " · ".join(part for part in (date_format(page.held_on, "j F Y"), page.place) if part)
    if not isinstance(page, EventPage):
        return ""
    dates = Occurrence.objects.public().filter(event__key=page.translation_key).scheduled()
    date = dates.coming(timezone.now()).select_related("event").first()
    if date is None:
        return page.town
    return " · ".join([date_format(date.starts_local, "l j F Y, H:i"), ", ".join(date.place)]).rstrip(" ·")


def picture_beside(page: BasePage) -> IO[bytes] | None:
    """The one that an editor chose for sharing, else the first on the page."""
    found = next((rendition(each, BESIDE) for each in (page.social_image, *page.pictures()[:1]) if each), None)
    try:
        return found.file.open("rb") if found else None
    except OSError:
        return None


def rendition(image: Any, spec: str) -> Any:
    """None where there is no picture, its file is gone, or it lies in a private collection."""
    if image is None:
        return None
    try:
        found = image.get_rendition(spec)
    except SourceImageIOError:
        return None
    return None if found.is_closed else found
