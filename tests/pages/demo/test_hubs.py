"""Who follows the demo's hubs."""

import pytest

from events.models import Follower
from pages.demo.building import key_of
from pages.demo.hubs import load_followers
from tests.factories.followers import follow
from tests.factories.hubs import make_hub

pytestmark = pytest.mark.django_db


def test_some_people_follow_each_hub_unless_somebody_does_already() -> None:
    make_hub("brighton", key=key_of("hub-brighton"))
    follow(make_hub("frome", title="Frome", key=key_of("hub-frome")))

    made = [load_followers(), load_followers()]

    assert made == [7, 0]
    assert Follower.objects.confirmed().filter(email__endswith="@example.org").count() == 8
