"""How many queries the admin's start page costs, however much there is to tell."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Page, TaskState, WorkflowState

from accounts import roles
from accounts.models import User
from pages.models import Contribution, Finding, StandardPage, State
from tests.factories.contributions import NOW, begin, place_call
from tests.factories.donations import make_crowdfund
from tests.factories.events import put_in_force
from tests.factories.hubs import hub_of, place_hub
from tests.factories.pages import place

pytestmark = pytest.mark.django_db
MOST = 30


def fill(number: int) -> None:
    """So many rows for each panel that an editor has."""
    call, hub, day = place_call(), hub_of(place_hub()), timezone.localdate() + timedelta(days=2)
    task = GroupApprovalTask.objects.get(name="Editorial review")
    workflow = task.workflow_tasks.get().workflow
    for each in range(number):
        page = place(StandardPage, f"Page {each}", live=False)
        revision = page.save_revision()
        kinds = {"content_type": page.get_content_type(), "base_content_type": page.get_base_content_type()}
        state = WorkflowState.objects.create(object_id=page.pk, workflow=workflow, **kinds)
        TaskState.objects.create(workflow_state=state, revision=revision, task=task.task_ptr)
        Finding.objects.create(kind=Finding.Kind.LINK, page=page)
        Finding.objects.create(kind=Finding.Kind.OUTDATED, page=page)
        Page.objects.filter(pk=page.pk).update(translation_key=make_crowdfund(f"crowdfund-{each}").key)
        begun = begin(call, email=f"{each}@example.org")
        Contribution.objects.filter(pk=begun.pk).update(state=State.SENT, sent_at=NOW)
        put_in_force(f"event-{each}", day=day, hub=hub, now=timezone.now())


@pytest.mark.parametrize("number", [1, 20])
@pytest.mark.parametrize("group", [roles.EDITORS, roles.MODERATORS])
def test_the_start_page_costs_no_more_with_more_to_tell(client: Client, group: str, number: int) -> None:
    fill(number)
    user = User.objects.create_user("edith")
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    client.get("/admin/")

    with CaptureQueriesContext(connection) as queries:
        shown = client.get("/admin/").content.decode()

    for panel in ("waits-for-you", "raised-so-far", "this-week", "problems", "translations"):
        assert f'id="{panel}' in shown
    assert len(queries) <= MOST, "\n".join(query["sql"][:160] for query in queries)
