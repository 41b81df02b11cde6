"""A hub's groups, collection and workflow: made with its page, and right after whatever happens to it."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page, Workflow, WorkflowPage

from accounts.models import User
from events.models import Hub
from pages.models import HubIndexPage, HubPage
from tests.factories.hubs import hub_of, person_of, place_hub, place_index
from tests.factories.pages import hide, home, picture, place, publish, translate

pytestmark = pytest.mark.django_db


def rights_over(group: Group) -> dict[int, list[str]]:
    rows = GroupPagePermission.objects.filter(group=group).order_by("permission__codename")
    told: dict[int, list[str]] = {}
    for page, codename in rows.values_list("page", "permission__codename"):
        told.setdefault(page, []).append(codename)
    return told


def files_of(group: Group) -> list[tuple[str, str]]:
    rows = GroupCollectionPermission.objects.filter(group=group).order_by("permission__codename")
    return list(rows.values_list("collection__name", "permission__codename"))


WRITE = ["add_page", "change_page", "publish_page"]
FILES = [("Hub Brighton", f"{right}_{what}") for right in ("add", "change", "choose") for what in ("document", "image")]


def may_enter(user: User) -> bool:
    return bool(User.objects.get(pk=user.pk).has_perm("wagtailadmin.access_admin"))


def test_a_draft_has_its_groups_collection_and_workflow_and_is_not_in_force() -> None:
    page = place_hub("Brighton", live=False)

    hub = hub_of(page)
    assert (hub.slug, hub.is_in_force, Hub.objects.in_force().count()) == ("brighton", False, 0)
    for group, name in ((hub.leads_group, "Hub Brighton: leads"), (hub.hosts_group, "Hub Brighton: hosts")):
        assert (group.name, rights_over(group), sorted(files_of(group))) == (name, {page.pk: WRITE}, sorted(FILES))
    assert page.get_workflow() == hub.workflow
    task = hub.workflow.workflow_tasks.get().task.specific
    assert sorted(task.groups.values_list("name", flat=True)) == ["Hub Brighton: leads", "Moderators"]


def test_publishing_puts_area_and_words_in_force() -> None:
    place_hub("Surrey", area="Surrey", towns="Guildford,  Woking\nGuildford, ,", contact_email="surrey@example.org")

    hub = Hub.objects.in_force().get()
    assert (hub.title, hub.url, hub.area, hub.towns, hub.contact_email) == (
        "Surrey",
        "/hubs/surrey/",
        "Surrey",
        ["Guildford", "Woking"],
        "surrey@example.org",
    )


def test_a_translation_gets_the_same_rights_as_soon_as_it_is_there() -> None:
    publish(home("cy"))
    page = place_hub("Brighton")
    translate(place_index(), title="Hybiau")

    welsh = translate(page, title="Brighton (cy)", live=False)

    hub = hub_of(page)
    assert rights_over(hub.hosts_group) == rights_over(hub.leads_group) == {page.pk: WRITE, welsh.pk: WRITE}
    assert Hub.objects.count() == 1
    publish(welsh)
    assert [(text.locale, text.title, text.path) for text in hub.texts.all()] == [
        ("en", "Brighton", "/hubs/brighton/"),
        ("cy", "Brighton (cy)", "/cy/hubs/brighton/"),
    ]


def test_a_new_title_renames_all_and_leaves_its_public_name() -> None:
    page = place_hub("Brighton")
    page.title = "Brighton and Hove"

    publish(page)

    hub = hub_of(page)
    assert (hub.slug, hub.title) == ("brighton", "Brighton and Hove")
    assert [hub.leads_group.name, hub.hosts_group.name, hub.collection.name, hub.workflow.name] == [
        "Hub Brighton and Hove: leads",
        "Hub Brighton and Hove: hosts",
        "Hub Brighton and Hove",
        "Hub Brighton and Hove: review",
    ]


def test_two_hubs_of_one_title_have_groups_and_names_of_their_own() -> None:
    place_hub("Brighton")
    other = place(HubIndexPage, "Other hubs", slug="other")

    second = hub_of(place_hub("Brighton", parent=other))

    assert (second.slug, second.leads_group.name) == ("brighton-2", "Hub Brighton: leads (2)")


def test_a_title_of_any_length_and_script_has_groups() -> None:
    title = "🌍 " + "و" * 250

    page = place(HubPage, title, slug="long", parent=place_index())

    assert hub_of(page).leads_group.name == f"Hub {title[:100]}: leads"


def test_a_move_keeps_the_rights_and_tells_the_new_address() -> None:
    page = place_hub("Brighton")
    other = place(HubIndexPage, "Other hubs", slug="other")
    before = rights_over(hub_of(page).hosts_group)

    Page.objects.get(pk=page.pk).specific.move(Page.objects.get(pk=other.pk), pos="last-child")

    assert (rights_over(hub_of(page).hosts_group), hub_of(page).url) == (before, "/other/brighton/")


def test_closing_takes_all_rights_and_opening_again_gives_them_back() -> None:
    page = place_hub("Brighton")
    host, lead = person_of(page), person_of(page, role="lead")
    GroupPagePermission.objects.create(
        group=hub_of(page).leads_group, page=home(), permission=hub_of(page).leads_group.permissions.first()
    )

    page.unpublish()

    hub = hub_of(page)
    for group in (hub.leads_group, hub.hosts_group):
        assert (rights_over(group), files_of(group)) == ({}, [])
    assert (may_enter(host), may_enter(lead), hub.is_in_force) == (False, False, False)
    assert not WorkflowPage.objects.filter(page=page).exists()

    publish(page)

    hub = hub_of(page)
    assert rights_over(hub.hosts_group) == {page.pk: WRITE}
    assert (sorted(files_of(hub.hosts_group)), may_enter(host), hub.is_in_force) == (sorted(FILES), True, True)
    assert page.get_workflow() == hub.workflow


def test_a_hub_that_not_everybody_may_see_is_not_in_force_and_keeps_its_people() -> None:
    page = place_hub("Brighton")
    host = person_of(page)

    hide(page)

    assert (Hub.objects.in_force().count(), may_enter(host)) == (0, True)
    page.view_restrictions.all().get().delete()
    assert Hub.objects.in_force().get().title == "Brighton"


@pytest.mark.parametrize("with_file", [False, True])
def test_of_a_draft_that_is_deleted_nothing_is_left_but_files(with_file: bool, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    page = place_hub("Brighton", live=False)
    if with_file:
        picture(collection=hub_of(page).collection)

    page.delete()

    left = [Hub.objects.count(), Group.objects.filter(name__startswith="Hub ").count()]
    left += [Workflow.objects.filter(name__startswith="Hub ").count()]
    assert (left, Collection.objects.filter(name="Hub Brighton").exists()) == ([0, 0, 0], with_file)


def test_one_that_was_open_is_closed_when_its_page_is_deleted() -> None:
    page = place_hub("Brighton")

    page.delete()

    hub = Hub.objects.get()
    assert (hub.closed_at is not None, rights_over(hub.hosts_group)) == (True, {})


def test_deleting_a_translation_takes_its_words_only() -> None:
    publish(home("cy"))
    page = place_hub("Brighton")
    translate(place_index(), title="Hybiau")
    welsh = translate(page, title="Brighton (cy)")

    welsh.delete()

    assert [text.locale for text in Hub.objects.in_force().get().texts.all()] == ["en"]


def test_what_a_hub_needs_cannot_be_deleted_from_under_it(client: Client) -> None:
    hub = hub_of(place_hub("Brighton"))
    client.force_login(User.objects.create_superuser("admin"))

    answers = [
        client.post(f"/admin/{what}/", follow=True)
        for what in (f"groups/delete/{hub.leads_group_id}", f"collections/{hub.collection_id}/delete")
    ]

    assert ["the hub “Brighton” needs it" in answer.content.decode() for answer in answers] == [True, True]
    assert Hub.objects.get().leads_group.name == "Hub Brighton: leads"
