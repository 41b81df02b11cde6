"""Who may do what with a hub's own page: hosts write, leads publish, neither closes, moves or hides it."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import Page, TaskState

from accounts import roles
from accounts.models import User
from pages.models import EventPage, HubPage
from tests.factories.events import place_event
from tests.factories.hubs import hub_of, person_of, place_hub

pytestmark = pytest.mark.django_db
ALL = ("edit", "publish", "unpublish", "delete", "move", "set_view_restrictions", "add_subpage", "unschedule")


@pytest.fixture
def page() -> HubPage:
    return place_hub("Brighton")


def rights(page: HubPage, user: User) -> set[str]:
    tester = Page.objects.get(pk=page.pk).permissions_for_user(User.objects.get(pk=user.pk))
    return {right for right in ALL if getattr(tester, f"can_{right}")()}


def test_hosts_write_leads_publish_and_others_neither(page: HubPage) -> None:
    assert rights(page, person_of(page)) - {"add_subpage"} == {"edit"}
    assert rights(page, person_of(page, role="lead")) - {"add_subpage"} == {"edit", "publish", "unschedule"}
    assert rights(page, person_of(place_hub("Frome"))) == set()


def test_rights_from_elsewhere_are_whole(page: HubPage) -> None:
    host = person_of(page)
    host.groups.add(Group.objects.get(name=roles.MODERATORS))

    assert rights(page, host) - {"add_subpage"} == set(ALL) - {"add_subpage"}
    assert rights(page, User.objects.create_superuser("admin")) - {"add_subpage"} == set(ALL) - {"add_subpage"}


def test_nobody_may_do_anything_with_a_closed_hub(page: HubPage) -> None:
    lead = person_of(page, role="lead")

    page.unpublish()

    assert rights(page, lead) == set()


def test_what_a_host_writes_waits_for_a_lead(client: Client, page: HubPage) -> None:
    client.force_login(person_of(page))
    address, words = f"/admin/pages/{page.pk}/edit/", form_of(page, introduction="By a host")

    client.post(address, {**words, "action-publish": "1"})
    published_by_host = HubPage.objects.get().introduction
    client.post(address, {**words, "action-submit": "1"})
    waiting = TaskState.objects.get()
    client.force_login(person_of(page, role="lead"))
    action = f"/admin/pages/workflow/action/{page.pk}/approve/{waiting.pk}/"
    client.post(action, {"comment": ""}, headers={"X-Requested-With": "XMLHttpRequest"})

    assert (published_by_host, HubPage.objects.get().introduction) == ("", "By a host")


def test_a_lead_publishes_at_once_and_cannot_close_the_hub(client: Client, page: HubPage) -> None:
    client.force_login(person_of(page, role="lead"))

    client.post(f"/admin/pages/{page.pk}/edit/", {**form_of(page, introduction="By a lead"), "action-publish": "1"})
    closing = client.post(f"/admin/pages/{page.pk}/unpublish/")
    deleting = client.post(f"/admin/pages/{page.pk}/delete/")

    assert (closing.status_code, deleting.status_code) == (302, 302)
    assert (HubPage.objects.get().introduction, hub_of(page).is_in_force) == ("By a lead", True)


def form_of(page: HubPage, **words: str) -> dict[str, str]:
    """What the editor's form sends."""
    fields = {"title": page.title, "slug": page.slug, "introduction": "", "towns": "", "area": "", "contact_email": ""}
    more = {"chat_url": "", "search_description": "", "seo_title": "", "social_image": "", "comments-TOTAL_FORMS": "0"}
    return {**fields, **more, "body-count": "0", "comments-INITIAL_FORMS": "0", **words}


@pytest.mark.parametrize("role", ["host", "lead"])
def test_what_a_hub_says_of_its_meetings_goes_live_at_once(client: Client, page: HubPage, role: str) -> None:
    event, user = place_event(parent=page, live=False), person_of(page, role=role)
    client.force_login(user)

    tester = EventPage.objects.get(pk=event.pk).permissions_for_user(user)
    written = client.get(f"/admin/pages/add/pages/eventpage/{page.pk}/").content.decode()
    edited = client.get(f"/admin/pages/{event.pk}/edit/").content.decode()

    assert (tester.can_publish(), tester.can_submit_for_moderation(), tester.can_delete()) == (True, False, True)
    for html in (written, edited):
        assert ("action-publish" in html, "action-submit" in html) == (True, False)
