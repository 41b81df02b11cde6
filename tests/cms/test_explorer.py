"""The explorer lists what lies below a page, for each as much as they may find, and asks for no list of all pages."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts import roles
from pages.models import StandardPage
from tests.factories.pages import home, place

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def explore(client: Client, query: str = "") -> set[str]:
    """The titles that are listed, perhaps of another page to which one is led."""
    response = client.get(f"/admin/pages/{home().pk}/{query}", follow=True)
    return {page.title for page in response.context["object_list"]}


def sign_in(client: Client, role: str) -> None:
    user = get_user_model().objects.create_user("sam")
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)


@pytest.fixture
def pages(db: None) -> None:
    about = place(StandardPage, "About", live=False)
    place(StandardPage, "About us", parent=about)


def test_editors_find_the_pages_right_below(client: Client, pages: None) -> None:
    sign_in(client, roles.EDITORS)

    assert explore(client) == {"About"}
    assert explore(client, "?has_child_pages=false") == {"About us"}


def test_editors_of_another_language_find_none_of_them(client: Client, pages: None) -> None:
    sign_in(client, roles.WELSH_EDITORS)

    assert explore(client) == set()
    assert explore(client, "?has_child_pages=false") == set()


def test_it_is_not_asked_of_all_pages_who_may_find_them(admin_client: Client, pages: None) -> None:
    with CaptureQueriesContext(connection) as captured:
        explore(admin_client)

    listed = [query["sql"] for query in captured if "ORDER BY" in query["sql"] and "_is_site_root" in query["sql"]]
    assert [f"'{home().path}~'" in sql for sql in listed] == [True]
