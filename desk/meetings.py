"""New meetings on a desk: what they have in common with the last one, or all of it."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from cms.free_names import free_slug
from desk import drafts
from desk.access import Desk
from desk.when import fit_rule
from events.models import Mode, Occurrence
from pages.models import EventPage

FROM_LAST_TIME = (
    *("zone", "mode", "venue", "address", "town", "latitude", "longitude", "online_url", "start_time", "end_time"),
    *("is_step_free", "has_bsl", "has_childcare", "has_quiet_room", "access_note", "capacity"),
)
"""What a new meeting most likely has in common with the one before."""


def last_meeting(desk: Desk) -> EventPage | None:
    """Whichever of the hub's published meetings took place last, else the one that was published last."""
    published = desk.meetings.live().order_by("-first_published_at", "-pk")
    keys = published.values("translation_key")
    over = Occurrence.objects.filter(event__key__in=keys).over(timezone.now()).select_related("event").first()
    found = published.filter(translation_key=over.event.key) if over else published
    return found.first()


def goes_on(page: EventPage) -> bool:
    """Whether it is a series that has dates ahead: another one like it would stand beside it."""
    ahead = Occurrence.objects.filter(event__key=page.translation_key).coming(timezone.now())
    return bool(page.rule) and ahead.exists()


@transaction.atomic
def begin(*, desk: Desk, page: EventPage, town: str = "") -> EventPage:
    """Keep a new meeting, of which only the words and perhaps the `town` are known, as a draft below the hub's page."""
    if before := last_meeting(desk):
        for name in FROM_LAST_TIME:
            setattr(page, name, getattr(before, name))
    if town:
        _meet_in(page, town)
    drafts.begin(desk=desk, page=page)
    return page


def _meet_in(page: EventPage, town: str) -> None:
    """Leave out where the last meeting was, unless it is the same town."""
    if page.town != town:
        page.venue = page.address = ""
        page.latitude = page.longitude = None
    page.town = town
    if page.mode == Mode.ONLINE:
        page.mode = Mode.IN_PERSON


@transaction.atomic
def copy(*, desk: Desk, source: EventPage, day: date, is_once: bool = False) -> EventPage:
    """A draft like a meeting, on another day. Raises: RecurrenceError where its rule does not fit the day."""
    own = {"slug": free_slug(desk.page, source.title, otherwise="meeting"), "owner": desk.user}
    page: EventPage = source.copy(to=desk.page, update_attrs=own, copy_revisions=False, keep_live=False, user=desk.user)
    if is_once:
        page.rule = ""
    else:
        fit_rule(page, day)
    if page.end_date and page.start_date:
        page.end_date = day + (page.end_date - page.start_date)
    page.start_date = day
    page.save_revision(user=desk.user, clean=False)
    return page
