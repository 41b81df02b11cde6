"""What is held of those who comment: told and erased in whole, while answers to them stay."""

import pytest

from accounts.people import UnknownPerson, erase_person, export_person
from community.models import Comment, Commenter, State, ThreadFollower
from community.services import following
from tests.factories.comments import NOW, comment
from tests.factories.pages import place_post

pytestmark = pytest.mark.django_db
ANN = "ann@example.org"


def test_a_person_gets_all_and_is_erased_in_whole() -> None:
    key = place_post().translation_key
    answered = comment(key, "Canary one", name="Ann", email=ANN)
    comment(key, "Canary two", name="Ann", email=ANN, parent=answered, state=State.HELD)
    other = comment(key, "By Bob", parent=answered)
    following.follow(page_key=key, email=ANN, locale="en", now=NOW)

    told = export_person(who="Ann@example.org")
    erased = erase_person(who=ANN, now=NOW)

    assert [each["text"] for each in told["comments"][0]["comments"]] == ["Canary one", "Canary two"]
    assert told["comments_followed"][0]["page_key"] == key
    assert erased.erased == ["2 comments, and who wrote them", "1 pages whose comments they follow"]
    rows = [(row.state, row.name, row.text) for row in Comment.objects.under(key)]
    assert rows == [(State.WITHDRAWN, "", ""), (State.SHOWN, other.name, "By Bob")]
    assert not Commenter.objects.filter(email=ANN).exists()
    assert not ThreadFollower.objects.exists()
    with pytest.raises(UnknownPerson):
        export_person(who=ANN)
