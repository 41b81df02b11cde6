"""Mail to those who write and review pages, in the language of their admin: what waits, what became of it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.users.models import UserProfile

from accounts.models import User
from cms.addresses import absolute
from cms.mail import Context, queue_mail_about

EDITING = "editing"
WAITING, STILL_WAITING, APPROVED, REJECTED = "waiting", "still_waiting", "approved", "rejected"
PUBLISHED, EXPIRING = "published", "expiring"

WANTED = {
    **dict.fromkeys((WAITING, STILL_WAITING), "submitted_notifications"),
    APPROVED: "approved_notifications",
    REJECTED: "rejected_notifications",
}
"""What people switch off in the settings of their account; all else comes always."""


def tell_reviewers(state: TaskState, *, by: Any = None, what: str = WAITING, now: datetime) -> None:
    """Tell everybody who may take this step, but who brought it here; administrators, where there is nobody else."""
    task = state.task.specific
    groups = getattr(task, "groups", None)
    if groups is None:
        return
    others = User.objects.filter(is_active=True).exclude(email="")
    others = others.exclude(pk=by.pk) if by else others
    reviewers = others.filter(groups__in=groups.all()).distinct()
    _tell(reviewers or others.filter(is_superuser=True), what, f"{what}:{state.pk}", now=now)


def tell_author(state: WorkflowState, *, by: Any, what: str, now: datetime) -> None:
    """Tell who asked for the review what was decided, unless they decided themselves."""
    author, step = state.requested_by, state.current_task_state
    if author and step and author != by:
        _tell([author], what, f"{what}:{step.pk}", now=now)


def tell_of_page(page: Page, people: Iterable[User | None], *, what: str, cause: str, now: datetime) -> None:
    _tell({each for each in people if each}, what, f"{what}:{page.pk}", now=now, cause=cause)


def _tell(people: Iterable[User], what: str, about: str, *, now: datetime, cause: str = "") -> None:
    for user in people:
        profile = UserProfile.get_for_user(user)
        if user.is_active and user.email and getattr(profile, WANTED.get(what, ""), True):
            queue_mail_about(
                key=f"{EDITING}:{about}:{cause}:{user.pk}",
                to=user.email,
                template=EDITING,
                about=about,
                locale=profile.get_preferred_language(),
                now=now,
            )


def context(about: str) -> Context:
    """What such a mail is rendered with. Raises: DoesNotExist, once there is nothing to tell of."""
    what, _, pk = about.partition(":")
    if what in (PUBLISHED, EXPIRING):
        return _about_page(what, Page.objects.get(pk=pk))
    state = TaskState.objects.filter(~Q(status=TaskState.STATUS_CANCELLED)).get(pk=pk)
    page = state.workflow_state.content_object
    step = {"step": state.task, "comment": state.comment, "decided_by": state.finished_by}
    return {**_about_page(what, page), **step, "asked_by": state.workflow_state.requested_by}


def _about_page(what: str, page: Page) -> Context:
    edit = absolute(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    # Whoever gets it works on the page: its draft is no secret to them.
    return {"what": what, "title": page.draft_title or page.title, "page": page, "edit_url": edit}
