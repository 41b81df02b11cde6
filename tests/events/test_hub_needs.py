"""The report on hubs that need somebody."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from accounts import roles
from accounts.models import User
from events.hub_needs import hubs_needing_somebody
from events.models import Hub
from tests.factories.events import put_in_force
from tests.factories.hubs import make_hub

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)
LONG_AGO = NOW - timedelta(weeks=9)


def hub_with(slug: str, *, leads: int = 0, hosts: int = 0, opened_at: datetime = NOW) -> Hub:
    hub = make_hub(slug, title=slug.title(), opened_at=opened_at)
    for group, count in ((hub.leads_group, leads), (hub.hosts_group, hosts)):
        group.user_set.set([User.objects.create_user(f"{group.name}-{number}") for number in range(count)])
    return hub


def test_those_with_fewer_than_two_people_and_those_long_silent_are_told() -> None:
    hub_with("alone", leads=1)
    hub_with("empty")
    hub_with("pair", leads=1, hosts=1)
    hub_with("silent", leads=2, opened_at=LONG_AGO)
    put_in_force("soon", hub=hub_with("ahead", leads=2, opened_at=LONG_AGO), day=date(2026, 6, 2))
    put_in_force("lately", hub=hub_with("heard", leads=2, opened_at=LONG_AGO), day=date(2026, 4, 7))
    put_in_force("over", hub=hub_with("faded", leads=2, opened_at=LONG_AGO), day=date(2026, 4, 5))
    gone = hub_with("gone", leads=2)
    gone.leads_group.user_set.update(is_active=False)
    Hub.objects.filter(pk=hub_with("closed").pk).update(closed_at=NOW)
    hub_with("draft").__class__.objects.filter(slug="draft").update(opened_at=None)

    told = [(each.hub.slug, each.people, each.is_silent) for each in hubs_needing_somebody(NOW)]

    assert told == [
        ("empty", 0, False),
        ("gone", 0, False),
        ("alone", 1, False),
        ("silent", 2, True),
        ("faded", 2, True),
    ]
    last = {each.hub.slug: each.last_meeting_at for each in hubs_needing_somebody(NOW)}
    assert (last["silent"], last["faded"]) == (None, datetime(2026, 4, 5, 19, 30, tzinfo=UTC))


def test_the_report_costs_the_same_for_many(django_assert_num_queries: object) -> None:
    for number in range(5):
        hub_with(f"hub-{number}")

    with django_assert_num_queries(2):  # type: ignore[operator]
        assert [each.hub.title for each in hubs_needing_somebody(NOW)] == [f"Hub-{number}" for number in range(5)]


def test_it_is_for_those_who_look_after_all_hubs(client: Client) -> None:
    hub = hub_with("brighton", leads=1)
    editor = User.objects.create_user("editor")
    editor.groups.add(Group.objects.get(name=roles.EDITORS))
    client.force_login(editor)
    shown, menu = client.get("/admin/reports/hubs/"), client.get("/admin/")
    client.force_login(hub.leads_group.user_set.get())

    assert (shown.status_code, "A second host" in shown.content.decode()) == (200, True)
    assert "/admin/reports/hubs/" in menu.content.decode()
    assert client.get("/admin/reports/hubs/").status_code == 302
