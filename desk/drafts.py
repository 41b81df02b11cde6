"""Writing meetings as Wagtail's revisions: begun, copied, changed, published or sent for review, with its rights."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.actions.delete_page import DeletePageAction
from wagtail.log_actions import log
from wagtail.models import Page

from cms.free_names import first_free
from desk.access import Desk, Meeting
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
    page.slug, page.locale = free_slug(desk.page, page.title), desk.page.locale
    page.live, page.owner = False, desk.user
    desk.page.add_child(instance=page)
    log(instance=page, action="wagtail.create", user=desk.user)
    page.save_revision(user=desk.user, clean=False)
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
    own = {"slug": free_slug(desk.page, source.title), "owner": desk.user}
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


@transaction.atomic
def save(*, meeting: Meeting) -> None:
    """Keep the draft as it now is."""
    meeting.draft.save_revision(user=meeting.user, log_action=True, clean=False)


@transaction.atomic
def publish(*, meeting: Meeting) -> None:
    revision = meeting.page.get_latest_revision() or meeting.draft.save_revision(user=meeting.user, clean=False)
    revision.publish(user=meeting.user)


@transaction.atomic
def send_for_review(*, meeting: Meeting) -> None:
    meeting.page.get_workflow().start(meeting.page, meeting.user)


def throw_away(*, meeting: Meeting) -> None:
    """Delete a draft. Raises: DeletePagePermissionError."""
    DeletePageAction(meeting.page, user=meeting.user).execute()


def free_slug(parent: Page, title: str) -> str:
    """The words of a title as the last part of an address; a title may have none, such as one of emoji only.

    Until the transaction ends nobody else adds a page there: of two presses of a button each is as good as the other.
    """
    held = Page.objects.select_for_update(no_key=True).get(pk=parent.pk)
    # By it the tree tells whether there is a page after which the new one comes.
    parent.numchild = held.numchild
    wanted = slugify(title)[:200] or "meeting"
    taken = set(parent.get_children().values_list("slug", flat=True))
    return first_free(wanted, lambda number: f"{wanted}-{number}", taken.__contains__)
