"""The review of what regional volunteers write: first by regional editors, then by editors.

`ensure_review()` runs after every migration and gives one to each home page that has none of its own. Hubs keep theirs,
and whoever may publish needs none. Moderators may take the first step, too: nothing waits for nobody.
"""

from typing import Any

from django.contrib.auth.models import Group
from django.db import connections, transaction
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask

from accounts import roles
from cms.public_tree import HOME_DEPTH

NAME = "Regional, then editorial review"
STEPS = (
    ("Regional review", (roles.REGIONAL_EDITORS, roles.MODERATORS)),
    ("Editorial review", (roles.EDITORS, roles.MODERATORS)),
)


@transaction.atomic
def ensure_review() -> None:
    without = list(Page.objects.filter(depth=HOME_DEPTH, workflowpage=None))
    if without:
        workflow = Workflow.objects.filter(name=NAME).first() or _make()
        WorkflowPage.objects.bulk_create(WorkflowPage(page=page, workflow=workflow) for page in without)


def _make() -> Workflow:
    workflow = Workflow.objects.create(name=NAME)
    for position, (name, groups) in enumerate(STEPS):
        task = GroupApprovalTask.objects.create(name=name)
        task.groups.set(Group.objects.filter(name__in=groups))
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=position)
    return workflow


def ensure_review_after_migrating(using: str, **kwargs: Any) -> None:
    """Django's signal; of no effect while some of the tables are still to come."""
    if using == "default" and "pages_homepage" in connections[using].introspection.table_names():
        ensure_review()
