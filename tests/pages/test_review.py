"""The review of regional texts: two steps on every site, and mail through the outbox to those who wait."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.utils import timezone
from wagtail.models import TaskState, Workflow, WorkflowPage
from wagtail.users.models import UserProfile

from accounts import roles
from accounts.models import User
from cms.mail import send_due
from cms.models import OutgoingMail
from pages.models import CampaignPage
from pages.review import NAME, ensure_review
from pages.services import editing_notices
from tests.factories.hubs import hub_of, place_hub
from tests.factories.pages import home, place

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def review(db: None) -> None:
    ensure_review()


def person(name: str, *groups: str, language: str = "en") -> User:
    user = User.objects.create_user(name, f"{name}@example.org", "correct horse")
    user.groups.set(Group.objects.filter(name__in=groups))
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})
    return user


def submit(author: User, title: str = "Our town") -> CampaignPage:
    page = place(CampaignPage, title, live=False, owner=author)
    page.save_revision(user=author)
    page.get_workflow().start(page, author)
    return page


def step_of(page: CampaignPage) -> Any:
    return CampaignPage.objects.get(pk=page.pk).current_workflow_task_state.specific


def mails() -> list[tuple[str, str]]:
    """To whom mails about pages went, and what about."""
    send_due(timezone.now() + timedelta(days=4))
    rows = OutgoingMail.objects.filter(template="editing").order_by("pk")
    assert {row.status for row in rows} <= {"sent"}
    return [(row.to.partition("@")[0], row.subject) for row in rows]


def test_an_empty_site_has_the_review_and_keeps_what_administrators_choose() -> None:
    workflow = home().get_workflow()
    own = Workflow.objects.create(name="Ours")
    WorkflowPage.objects.filter(page=home()).update(workflow=own)
    ensure_review()

    steps = [each.task.specific for each in workflow.workflow_tasks.order_by("sort_order")]
    assert [(each.name, sorted(each.groups.values_list("name", flat=True))) for each in steps] == [
        ("Regional review", ["Moderators", "Regional editors"]),
        ("Editorial review", ["Editors", "Moderators"]),
    ]
    assert (workflow.name, home("cy").get_workflow(), home().get_workflow()) == (NAME, workflow, own)
    assert Workflow.objects.filter(name=NAME).count() == 1
    hub = place_hub("Brighton")
    assert hub.get_workflow() == hub_of(hub).workflow


def test_a_regional_text_takes_two_steps_and_each_is_told_by_mail() -> None:
    ann = person("ann", roles.REGIONAL_EDITORS)
    person("rhys", roles.REGIONAL_EDITORS, language="cy")
    rhys, eve = User.objects.get(username="rhys"), person("eve", roles.EDITORS)
    User.objects.create_superuser("root", "root@example.org", "correct horse")

    page = submit(ann)
    before = page.permissions_for_user(ann).can_publish()
    step_of(page).approve(user=rhys)
    half_way = CampaignPage.objects.get(pk=page.pk).live
    step_of(page).approve(user=eve, comment="Good.")

    assert (before, half_way, CampaignPage.objects.get(pk=page.pk).live) == (False, False, True)
    assert mails() == [
        ("rhys", "Yn aros i chi ei adolygu: Our town"),
        ("eve", "Waits for your review: Our town"),
        ("ann", "Approved: Our town"),
    ]
    assert OutgoingMail.objects.get(to="rhys@example.org").locale == "cy"
    told = OutgoingMail.objects.get(to="ann@example.org").text
    assert "“Our town” is approved and published." in told
    assert "What was said: Good." in told
    assert f"http://testserver/admin/pages/{page.pk}/edit/" in told
    # All of it came out of the outbox: Wagtail itself sent nothing.
    assert len(mail.outbox) == 3


def test_who_is_asked_for_changes_reads_why() -> None:
    ann, mod = person("ann", roles.REGIONAL_EDITORS), person("mod", roles.MODERATORS)

    page = submit(ann, "Whose <town>?")
    step_of(page).reject(user=mod, comment="Say <where> it is.")

    assert mails() == [("mod", "Waits for your review: Whose <town>?"), ("ann", "Changes are asked for: Whose <town>?")]
    told = OutgoingMail.objects.get(to="ann@example.org")
    assert "mod asks for changes to “Whose <town>?”. Change it, and send it again:" in told.text
    assert "Say <where> it is." in told.text
    assert "Say &lt;where&gt; it is." in told.html
    assert "<where>" not in told.html


def test_whoever_wants_no_such_mail_gets_none_and_administrators_hear_where_nobody_else_could() -> None:
    ann, eve = person("ann"), person("eve", roles.EDITORS)
    User.objects.create_superuser("root", "root@example.org", "correct horse")
    UserProfile.objects.filter(user=eve).update(submitted_notifications=False)

    page = submit(ann)
    step_of(page).approve(user=User.objects.get(username="root"))

    assert mails() == [("root", "Waits for your review: Our town")]


def test_after_two_days_reviewers_are_reminded_once() -> None:
    ann, _eve = person("ann"), person("rhys", roles.REGIONAL_EDITORS)
    submit(ann)
    mails()
    started = TaskState.objects.get().started_at

    for days in (1.9, 2, 3):
        editing_notices.remind_reviewers(started + timedelta(days=days))

    assert mails()[1:] == [("rhys", "Still waits for a review: Our town")]


def test_nobody_is_told_of_what_was_called_back() -> None:
    rhys = person("rhys", roles.REGIONAL_EDITORS)
    page = submit(person("ann"))
    CampaignPage.objects.get(pk=page.pk).current_workflow_state.cancel(user=rhys)

    editing_notices.remind_reviewers(timezone.now() + timedelta(days=3))

    assert not OutgoingMail.objects.filter(subject__startswith="Still").exists()
    assert not OutgoingMail.objects.filter(about__startswith="still_waiting").exists()
