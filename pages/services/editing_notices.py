"""What the clock tells those who write and review: what waits for days, what went live, what is about to expire."""

from datetime import datetime, timedelta

from wagtail.models import Page, PageLogEntry, TaskState

from pages.services import editing_mail

PATIENCE = timedelta(days=2)
"""After so long reviewers are reminded, once."""

AHEAD = timedelta(days=7)
LOOKED_BACK = timedelta(days=1)
"""So far for what the clock published: longer than it ever stands still."""

CLOCK_PUBLISHED = "wagtail.publish.scheduled"


def remind_reviewers(now: datetime) -> None:
    """The job of every hour."""
    waiting = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS, started_at__lte=now - PATIENCE)
    for state in waiting.select_related("task", "workflow_state"):
        editing_mail.tell_reviewers(state, what=editing_mail.STILL_WAITING, now=now)


def tell_of_published(now: datetime) -> None:
    """Tell who wrote it that a page went live at the hour that was set."""
    entries = PageLogEntry.objects.filter(action=CLOCK_PUBLISHED, timestamp__gt=now - LOOKED_BACK, page__live=True)
    for entry in entries.select_related("page", "revision__user"):
        people = [entry.revision.user if entry.revision else None, entry.page.owner]
        editing_mail.tell_of_page(
            entry.page, people, what=editing_mail.PUBLISHED, cause=f"{entry.uuid or entry.pk}", now=now
        )


def tell_of_expiring(now: datetime) -> None:
    """Tell who wrote a page that it is taken down within a week."""
    pages = Page.objects.filter(live=True, expire_at__gt=now, expire_at__lte=now + AHEAD)
    for page in pages.select_related("owner", "live_revision__user"):
        people = [page.owner, page.live_revision.user if page.live_revision else None]
        editing_mail.tell_of_page(
            page, people, what=editing_mail.EXPIRING, cause=f"{page.expire_at:%Y%m%d%H%M}", now=now
        )
