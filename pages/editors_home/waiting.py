"""What one user is asked to decide and may mend: the first rows, each with the `total` of those of its kind."""

from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import BooleanField, Count, ExpressionWrapper, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from wagtail.models import GroupApprovalTask, Page, TaskState
from wagtail.permissions import policy_registry

from pages.models import Finding
from pages.models.finding import TRANSLATIONS

SHOWN = 10
"""So many rows a panel has; it says how many more there are, and where."""


def reviews_for(user: Any) -> list[Any]:
    """Pages that wait for their review, the longest first, each with the version and the task.

    Wagtail's own question asks once for each task, and each hub has one.
    """
    tasks = GroupApprovalTask.objects.filter(active=True)
    if not user.is_superuser:
        tasks = tasks.filter(groups__in=user.groups.values("pk"))
    states = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        task__in=tasks.values("pk"),
        revision__base_content_type=ContentType.objects.get_for_model(Page),
    )
    states = states.annotate(total=Window(Count("pk")))
    return list(states.select_related("revision__user", "task").order_by("started_at", "pk")[:SHOWN])


def findings_on_pages_of(user: Any) -> QuerySet[Finding]:
    """On those that the user may edit."""
    theirs = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change")
    return Finding.objects.filter(page__in=theirs.order_by().values("pk")).select_related("page")


def findings_for(user: Any) -> list[Any]:
    """The first about translations, and of all others."""
    about = ExpressionWrapper(Q(kind__in=TRANSLATIONS), output_field=BooleanField())
    rows = findings_on_pages_of(user).annotate(is_about_translation=about)
    group = [F("is_about_translation")]
    rows = rows.annotate(
        total=Window(Count("pk"), partition_by=group),
        position=Window(RowNumber(), partition_by=group, order_by=["kind", "pk"]),
    )
    return list(rows.filter(position__lte=SHOWN))


def more_than(rows: Sequence[Any]) -> int:
    """How many there are beside these."""
    return rows[0].total - len(rows) if rows else 0
