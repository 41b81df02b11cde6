"""Pages of a desk as Wagtail's revisions: begun, changed, published, sent for review, thrown away, with its rights."""

from typing import Any

from django.db import transaction
from wagtail.actions.delete_page import DeletePageAction
from wagtail.log_actions import log
from wagtail.models import Page

from cms.free_names import free_slug
from desk.access import Desk, OnDesk


@transaction.atomic
def begin(*, desk: Desk, page: Page) -> None:
    """Keep a new page as a draft below the hub's page."""
    page.slug, page.locale = free_slug(desk.page, page.title, otherwise="meeting"), desk.page.locale
    page.live, page.owner = False, desk.user
    desk.page.add_child(instance=page)
    log(instance=page, action="wagtail.create", user=desk.user)
    page.save_revision(user=desk.user, clean=False)


@transaction.atomic
def save(*, written: OnDesk[Any]) -> None:
    """Keep the draft as it now is."""
    written.draft.save_revision(user=written.user, log_action=True, clean=False)


@transaction.atomic
def publish(*, written: OnDesk[Any]) -> None:
    """Show to everybody what was kept last."""
    revision = _as_kept(written).get_latest_revision() or written.draft.save_revision(user=written.user, clean=False)
    revision.publish(user=written.user)


@transaction.atomic
def send_for_review(*, written: OnDesk[Any]) -> None:
    page = _as_kept(written)
    page.get_workflow().start(page, written.user)


def throw_away(*, written: OnDesk[Any]) -> None:
    """Delete a draft. Raises: DeletePagePermissionError."""
    DeletePageAction(written.page, user=written.user).execute()


def _as_kept(written: OnDesk[Any]) -> Page:
    """The page as it is now: its draft may have been kept in the same request."""
    return type(written.page).objects.get(pk=written.page.pk)
