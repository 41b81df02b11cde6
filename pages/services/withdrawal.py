"""Bringing pages back that were withdrawn."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from wagtail.log_actions import LogContext
from wagtail.models import Page, Revision


@transaction.atomic
def restore(*, revisions: Sequence[Revision], user: Any, now: datetime) -> list[Page]:
    """Publish these versions of pages, each after the page that it hangs below. Newer drafts stay drafts."""
    for revision in revisions:
        _leave_out_an_end_that_is_over(revision, now)
        # Of what is logged in one step Wagtail's history tells one page only: each page is a step of its own.
        with LogContext(user=user):
            revision.publish(user=user)
    return [Page.objects.get(pk=revision.object_id).specific for revision in revisions]


def _leave_out_an_end_that_is_over(revision: Revision, now: datetime) -> None:
    """It would take the page away again within a minute."""
    ends_at = revision.as_object().expire_at
    if ends_at and ends_at <= now:
        revision.content["expire_at"] = None
        revision.save(update_fields=["content"])
