"""A meeting before it is published and after: review, locks, and what is passed on."""

import pytest
from django.test import Client
from wagtail.models import PageLogEntry

from accounts.models import User
from cms.models import OutgoingMail
from pages.models import EventPage, HubPage
from tests.factories.desk import WHERE, read, write
from tests.factories.events import place_event
from tests.factories.hubs import hub_of, person_of


@pytest.fixture
def may_not_publish(host: User, hub_page: HubPage) -> User:
    hub_of(hub_page).hosts_group.page_permissions.filter(permission__codename="publish_page").delete()
    return host


def test_who_may_not_publish_sends_it_for_review(client: Client, may_not_publish: User, hub_page: HubPage) -> None:
    look = write(client)
    offered = read(client.get(look))

    refused = client.post(look, {"publish": "1"}).status_code
    sent = client.post(look, {"send": "1"}, follow=True)

    page = EventPage.objects.get()
    assert "Send for review" in offered
    assert 'name="publish"' not in offered
    assert (refused, page.live, page.workflow_in_progress) == (403, False, True)
    assert "It is sent." in read(sent)
    waiting = read(client.get(look))
    assert "This meeting is being reviewed" in waiting
    assert client.post(f"{look}where/", WHERE | {"venue": "Elsewhere"})["Location"] == look
    assert EventPage.objects.get().get_latest_revision_as_object().venue == "Town hall"


def test_a_lead_approves_in_the_admin_what_waits_for_review(
    client: Client, may_not_publish: User, hub_page: HubPage
) -> None:
    client.post(write(client), {"send": "1"})
    client.force_login(person_of(hub_page, role="lead"))

    page = EventPage.objects.get()
    task = page.current_workflow_task_state
    assert "Trains for Frome" in read(client.get("/admin/"))
    client.post(f"/admin/pages/workflow/action/{page.pk}/approve/{task.pk}/", {"comment": "Good."})
    assert EventPage.objects.get().live


def test_what_somebody_has_locked_is_not_published(client: Client, host: User, hub_page: HubPage) -> None:
    look = write(client)
    EventPage.objects.update(locked=True, locked_by=person_of(hub_page, role="lead"))

    assert client.post(look, {"publish": "1"}).status_code == 403
    assert not EventPage.objects.get().live


def test_a_draft_is_kept_and_found_again(client: Client, host: User) -> None:
    look = write(client)

    answer = client.post(look, {"keep": "1"}, follow=True)

    assert answer.redirect_chain == [("/desk/brighton/", 302)]
    assert "It is kept as a draft." in read(answer)
    assert f'href="{look}"' in read(client.get("/desk/brighton/meetings/"))


def test_what_is_passed_on(client: Client, host: User) -> None:
    look = write(client)
    before = client.get(f"{look}published/").status_code
    client.post(look, {"publish": "1"})

    answer = read(client.get(f"{look}published/"))

    page = EventPage.objects.get()
    assert before == 404
    assert (
        "Trains for Frome We plan. Every Tuesday, next on Tuesday 3 March 2026, 19:00–20:30"
        f" Town hall, 1 High Street, Brighton Step-free access {page.full_url}</textarea>"
    ) in answer
    assert 'href="mailto:?subject=Trains%20for%20Frome&amp;body=Trains%20for%20Frome%0D%0AWe%20plan.%0D%0A' in answer
    assert 'href="/calendar/list/?hub=brighton"' in answer
    assert "Trains for Frome" in read(client.get("/calendar/list/?hub=brighton"))


def test_no_mail_is_written_by_publishing(client: Client, host: User) -> None:
    client.post(write(client), {"publish": "1"})

    assert not OutgoingMail.objects.exists()


def test_a_draft_is_thrown_away_after_one_more_question(client: Client, host: User) -> None:
    look = write(client)

    offered, asked = read(client.get(look)), read(client.get(f"{look}throw-away/"))
    still_there = EventPage.objects.count()
    answer = client.post(f"{look}throw-away/", follow=True)

    assert f'href="{look}throw-away/"' in offered
    assert ("Trains for Frome" in asked, still_there) == (True, 1)
    assert answer.redirect_chain == [("/desk/brighton/", 302)]
    assert ("The draft is gone." in read(answer), EventPage.objects.count()) == (True, 0)
    entry = PageLogEntry.objects.get(action="wagtail.delete")
    assert (entry.user, entry.label) == (host, "Trains for Frome")


def test_what_was_public_once_is_not_thrown_away(client: Client, host: User) -> None:
    look = write(client)
    client.post(look, {"publish": "1"})
    EventPage.objects.get().unpublish()

    assert "throw-away" not in read(client.get(look))
    assert client.post(f"{look}throw-away/").status_code == 403
    assert EventPage.objects.count() == 1


def test_who_may_only_add_throws_away_their_own_drafts_alone(client: Client, host: User, hub_page: HubPage) -> None:
    rights = hub_of(hub_page).hosts_group.page_permissions
    rights.exclude(permission__codename="add_page").delete()
    own, other = (
        place_event("Own", parent=hub_page, live=False, owner=host),
        place_event("Other", parent=hub_page, live=False),
    )

    answers = [client.post(f"/desk/brighton/meetings/{page.pk}/throw-away/").status_code for page in (own, other)]

    assert answers == [302, 403]
    assert list(EventPage.objects.values_list("title", flat=True)) == ["Other"]


def test_a_rule_that_nobody_can_read_is_no_rule_until_it_is_published(client: Client, host: User) -> None:
    look = write(client)
    revision = EventPage.objects.get().get_latest_revision()
    revision.content["rule"] = "RRULE:FREQ=SECONDLY"
    revision.save()

    shown = client.get(look)

    assert shown.status_code == 200
