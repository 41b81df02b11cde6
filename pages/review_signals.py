"""Signals about reviews. Each handler is one line that calls a service.

They are connected under the names of Wagtail's own, which would send mail at once and beside the outbox. Of two with
one name Django keeps the first, and our apps are ready before Wagtail's.
"""

from typing import Any

from django.utils import timezone
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

from pages.services import editing_mail


def on_step(instance: TaskState, user: Any = None, **kwargs: Any) -> None:
    editing_mail.tell_reviewers(instance, by=user, now=timezone.now())


def on_approval(instance: WorkflowState, user: Any = None, **kwargs: Any) -> None:
    editing_mail.tell_author(instance, by=user, what=editing_mail.APPROVED, now=timezone.now())


def on_rejection(instance: WorkflowState, user: Any = None, **kwargs: Any) -> None:
    editing_mail.tell_author(instance, by=user, what=editing_mail.REJECTED, now=timezone.now())


def on_submission(instance: WorkflowState, **kwargs: Any) -> None:
    """Wagtail would tell all administrators; those who review hear of each step."""


def connect() -> None:
    for signal, handler, sender, name in (
        (task_submitted, on_step, TaskState, "group_approval_task_submitted"),
        (workflow_submitted, on_submission, WorkflowState, "workflow_state_submitted"),
        (workflow_approved, on_approval, WorkflowState, "workflow_state_approved"),
        (workflow_rejected, on_rejection, WorkflowState, "workflow_state_rejected"),
    ):
        signal.connect(handler, sender=sender, dispatch_uid=f"{name}_email_notification")
