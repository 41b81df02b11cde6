"""Topics: what editors name, what stands in addresses, and what they are called in each language."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import translation

from accounts import roles
from accounts.models import User
from cms.models import Topic
from tests.factories.topics import make_topic

pytestmark = pytest.mark.django_db

ADD = "/admin/snippets/cms/topic/add/"


def form(name: str, welsh: str = "") -> dict[str, str]:
    number = "1" if welsh else "0"
    rows = {"names-TOTAL_FORMS": number, "names-INITIAL_FORMS": "0", "names-MIN_NUM_FORMS": "0"}
    row = {"names-0-locale": "cy", "names-0-name": welsh} if welsh else {}
    return {"name": name, "names-MAX_NUM_FORMS": "1000", **rows, **row}


@pytest.fixture
def editor(client: Client) -> User:
    user = User.objects.create_user("sam", "sam@example.org", "correct horse")
    user.groups.add(Group.objects.get(name=roles.EDITORS))
    client.force_login(user)
    return user


def test_an_editor_names_a_topic_in_each_language(client: Client, editor: User) -> None:
    client.post(ADD, form("Voting reform", welsh="Diwygio pleidleisio"))

    topic = Topic.objects.get()
    assert (topic.slug, topic.title) == ("voting-reform", "Voting reform")
    with translation.override("cy"):
        assert topic.title == "Diwygio pleidleisio"


def test_a_topic_that_is_renamed_keeps_its_address(client: Client, editor: User) -> None:
    topic = make_topic("Voting reform")

    client.post(f"/admin/snippets/cms/topic/edit/{topic.pk}/", form("Fair votes"))

    topic.refresh_from_db()
    assert (topic.slug, topic.title) == ("voting-reform", "Fair votes")


@pytest.mark.parametrize(
    ("name", "slug"), [("Voting, reform!", "voting-reform-2"), ("🗳", "topic"), ("ă" * 60, "a" * 50)]
)
def test_each_has_an_address_of_its_own(client: Client, editor: User, name: str, slug: str) -> None:
    make_topic("Voting reform")

    client.post(ADD, form(name))

    assert Topic.objects.latest("pk").slug == slug


def test_nobody_names_the_same_twice(client: Client, editor: User) -> None:
    make_topic("Voting reform")

    answer = client.post(ADD, form("Voting reform"))

    assert "already exists" in answer.content.decode()
    assert Topic.objects.count() == 1
