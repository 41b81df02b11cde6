"""What each group may do on a site as the migrations leave it."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page

from accounts import roles
from accounts.models import User
from pages.models import HomePage

Member = Callable[[str], User]


@pytest.fixture
def member(db: None) -> Member:
    """Makes somebody who is in one group: `member(roles.EDITORS)`."""

    def member_of(group: str) -> User:
        user = User.objects.create_user("sam", "sam@example.org", "correct horse")
        user.groups.add(Group.objects.get(name=group))
        return user

    return member_of


def home(language: str) -> Page:
    return Page.objects.get(depth=2, locale__language_code=language)


@pytest.mark.django_db
def test_a_new_site_has_every_group() -> None:
    assert set(Group.objects.values_list("name", flat=True)) == {role.name for role in roles.ROLES}


@pytest.mark.django_db
def test_ensuring_the_groups_again_changes_nothing() -> None:
    def state() -> list[object]:
        return [
            *Group.objects.order_by("name", "permissions").values_list("name", "permissions__codename"),
            *GroupPagePermission.objects.order_by("pk").values_list(),
            *GroupCollectionPermission.objects.order_by("pk").values_list(),
        ]

    before = state()

    roles.ensure_groups()

    assert state() == before


@pytest.mark.django_db
def test_a_right_that_somebody_took_away_comes_back() -> None:
    GroupPagePermission.objects.filter(group__name=roles.EDITORS).delete()

    roles.ensure_groups()

    granted = GroupPagePermission.objects.filter(group__name=roles.EDITORS).values_list(
        "permission__codename", flat=True
    )
    assert set(granted) == {"add_page", "change_page", "publish_page"}


@pytest.mark.parametrize(
    ("group", "english", "welsh"),
    [
        (roles.EDITORS, True, True),
        (roles.MODERATORS, True, True),
        (roles.WELSH_EDITORS, False, True),
        (roles.TREASURERS, False, False),
        (roles.VOLUNTEERS, False, False),
    ],
)
def test_who_may_edit_and_publish_which_language(member: Member, group: str, english: bool, welsh: bool) -> None:
    user = member(group)

    for language, may in (("en", english), ("cy", welsh)):
        permissions = home(language).permissions_for_user(user)
        assert (permissions.can_edit(), permissions.can_publish(), permissions.can_add_subpage()) == (may, may, may)


@pytest.mark.parametrize(
    ("group", "permission", "may"),
    [
        (roles.EDITORS, "cms.change_organisationsettings", False),
        (roles.EDITORS, "donations.view_donation", False),
        (roles.EDITORS, "wagtail_localize.submit_translation", True),
        (roles.MODERATORS, "cms.change_organisationsettings", True),
        (roles.MODERATORS, "events.change_meetingswantedsettings", True),
        (roles.MODERATORS, "donations.view_donor", False),
        (roles.TREASURERS, "donations.view_donor", True),
        (roles.TREASURERS, "donations.change_donation", False),
        (roles.WELSH_EDITORS, "wagtail_localize.submit_translation", True),
        (roles.VOLUNTEERS, "donations.view_donation", False),
    ],
)
def test_what_else_each_may_do(member: Member, group: str, permission: str, may: bool) -> None:
    assert member(group).has_perm(permission) is may


@pytest.mark.parametrize("group", [role.name for role in roles.ROLES])
def test_everybody_in_a_group_can_enter_the_admin(member: Member, client: Client, group: str) -> None:
    client.force_login(member(group))

    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize(
    ("group", "images"),
    [(roles.EDITORS, 200), (roles.WELSH_EDITORS, 200), (roles.TREASURERS, 302), (roles.VOLUNTEERS, 302)],
)
def test_who_may_see_the_images(member: Member, client: Client, group: str, images: int) -> None:
    client.force_login(member(group))

    assert client.get("/admin/images/").status_code == images


def test_a_treasurer_cannot_open_a_page_in_the_editor(member: Member, client: Client) -> None:
    client.force_login(member(roles.TREASURERS))

    response = client.get(f"/admin/pages/{HomePage.objects.get(locale__language_code='en').pk}/edit/")

    assert response.status_code == 403
