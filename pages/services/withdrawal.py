"""Taking pages away with what belongs to them, and bringing back what was withdrawn."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from wagtail.log_actions import LogContext
from wagtail.models import Page, Revision

from pages.languages import is_source


@transaction.atomic
def withdraw_ended(*, page: Page, with_below: bool) -> None:
    """Unpublish a page whose time is over, what was translated from it and, if so, what hangs below.

    All of it in one step, so that it is restored as one.
    """
    over = {"set_expired": True, "log_action": "wagtail.unpublish.scheduled"}
    with LogContext():
        for each in [*translated_from(page), page]:
            each.unpublish(**over)
            for below in each.get_descendants().live().specific() if with_below else ():
                below.unpublish(**over)


def translated_from(page: Page) -> QuerySet[Page]:
    """The public pages that go with the one in which they are written; none, if that is another."""
    return translations_of(page).filter(live=True, alias_of=None)


def translations_of(page: Page) -> QuerySet[Page]:
    """The same, public or not."""
    found: QuerySet[Page] = page.get_translations()
    return found if is_source(page) else found.none()


@transaction.atomic
def restore(*, revisions: Sequence[Revision], user: Any, now: datetime) -> list[Page]:
    """Publish these versions of pages, each after the page that it hangs below. Newer drafts stay drafts."""
    for revision in revisions:
        _leave_out_an_end_that_is_over(revision, now)
        revision.publish(user=user)
    return [Page.objects.get(pk=revision.object_id).specific for revision in revisions]


def _leave_out_an_end_that_is_over(revision: Revision, now: datetime) -> None:
    """It would take the page away again within a minute."""
    ends_at = revision.as_object().expire_at
    if ends_at and ends_at <= now:
        revision.content["expire_at"] = None
        revision.save(update_fields=["content"])
