"""Who is told what on the admin's start page, with exact numbers, and that nothing of another hub is told."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from wagtail.models import Site

from accounts import roles
from accounts.models import User
from cms.models import OrganisationSettings
from events.week_panel import SHOWN
from pages.contributions.posts import post_of
from pages.editors_home.waiting import SHOWN as MOST
from pages.models import Contribution, Finding, StandardPage, State
from tests.factories.contributions import bring_to_proof, latest_revision, place_call, send
from tests.factories.events import put_in_force
from tests.factories.hubs import hub_of, person_of, place_hub
from tests.factories.pages import home, place, publish
from tests.factories.sign_ups import come, date_of

pytestmark = pytest.mark.django_db
Enter = Callable[[User], str]


@pytest.fixture
def enter(client: Client) -> Enter:
    """Gives the words of the start page that a user sees, without its menu."""

    def words(user: User) -> str:
        client.force_login(user)
        html = client.get("/admin/").content.decode()
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html[html.index("w-dashboard") :]))

    return words


def member(group: str, name: str = "") -> User:
    user = User.objects.create_user(name or group.lower().replace(" ", "-"))
    user.groups.add(Group.objects.get(name=group))
    return user


def review(title: str, parent: Any = None, *, by: User) -> None:
    """A draft that its writer has sent for review."""
    page = place(StandardPage, title, parent=parent, live=False, owner=by)
    page.save_revision(user=by)
    page.get_workflow().start(page, by)


def test_a_review_waits_for_those_who_decide_it_and_for_nobody_else(enter: Enter) -> None:
    writer = member(roles.REGIONAL_EDITORS, "writer")
    review("A hall in Hove", by=writer)

    shown = {group: enter(member(group)) for group in (roles.REGIONAL_EDITORS, roles.EDITORS, roles.TREASURERS)}

    assert "Waiting for you A hall in Hove Regional review, from writer" in shown[roles.REGIONAL_EDITORS]
    assert "Waiting for you" not in shown[roles.EDITORS]
    assert "A hall in Hove" not in shown[roles.TREASURERS]
    assert "Awaiting your review" not in "".join(shown.values())


def test_contributions_wait_for_editors_and_stand_in_the_panel_of_moderators(enter: Enter) -> None:
    call = place_call()
    send(call)
    send(call, email="other@example.org")

    editor, moderator = enter(member(roles.EDITORS)), enter(member(roles.MODERATORS))

    assert "2 contributions to read" in editor
    assert "Contributions: 2" in moderator
    assert "contributions to read" not in moderator


def test_an_approved_contribution_is_to_be_published_until_it_is(enter: Enter, admin_user: User) -> None:
    proof = bring_to_proof(admin_user)
    agreed = {"state": State.APPROVED, "approved_revision": latest_revision(proof)}
    Contribution.objects.filter(pk=proof.pk).update(**agreed)
    editor = member(roles.EDITORS)
    before = enter(editor)
    waiting = Contribution.objects.waiting().count()

    post = post_of(proof)
    assert post
    post.get_latest_revision().publish()

    assert "Why we ally Its writer has approved the final version. Nobody has published it." in before
    assert "Why we ally Its writer" not in enter(editor)
    assert (waiting, Contribution.objects.waiting().count()) == (1, 0)


def test_the_week_tells_a_hub_of_its_own_meetings_and_editors_of_all(enter: Enter) -> None:
    brighton, frome = place_hub("Brighton"), place_hub("Frome")
    now, today = timezone.now(), timezone.localdate()
    for name, days, hub in (
        ("Ours", 2, brighton),
        ("Later", 9, brighton),
        ("Theirs", 3, frome),
    ):
        put_in_force(name.lower(), title=name, day=today + timedelta(days=days), hub=hub_of(hub), now=now)
    put_in_force("organisation", title="Of all", day=today + timedelta(days=1), now=now)

    volunteer, editor = enter(person_of(brighton)), enter(member(roles.EDITORS))

    assert "Ours" in volunteer
    assert "0 people come. See its page" in volunteer
    assert not any(title in volunteer for title in ("Later", "Theirs", "Of all"))
    assert [title for title in ("Of all", "Ours", "Theirs", "Later") if title in editor] == ["Of all", "Ours", "Theirs"]
    assert "next seven days" not in enter(member(roles.TREASURERS))


def test_the_week_counts_people_and_the_dates_that_it_leaves_out(enter: Enter) -> None:
    hub, now = place_hub("Brighton"), timezone.now()
    first = put_in_force(title="First", day=timezone.localdate() + timedelta(days=1), hub=hub_of(hub), now=now)
    come(date_of(first), "Ann", 2, now=now)
    for each in range(SHOWN + 2):
        put_in_force(f"e{each}", day=timezone.localdate() + timedelta(days=3), hub=hub_of(hub), now=now)

    shown = enter(person_of(hub))

    assert re.search(r"First , [^:]+: who comes [^.]+, Brighton. 3 people come.", shown)
    assert shown.count("See its page") == SHOWN
    assert "And 3 more." in shown


def test_findings_are_told_to_those_who_may_edit_the_page(enter: Enter) -> None:
    brighton, frome = place_hub("Brighton"), place_hub("Frome")
    Finding.objects.create(kind=Finding.Kind.PICTURE, page=brighton, number=2)
    Finding.objects.create(kind=Finding.Kind.LINK, page=frome)
    Finding.objects.create(kind=Finding.Kind.TEXTS, page=frome, number=4)

    volunteer, editor = enter(person_of(brighton)), enter(member(roles.EDITORS))
    treasurer = enter(member(roles.TREASURERS))

    assert "To mend Brighton 2 pictures have no description" in volunteer
    assert "Frome" not in volunteer
    assert "Frome 1 link leads to a page that nobody can read any more." in editor
    assert "Translations Frome 4 texts are not translated." in editor
    assert "To mend" not in treasurer
    assert "Translations" not in treasurer


def test_what_the_panel_leaves_out_stands_in_a_report(enter: Enter, client: Client) -> None:
    hub, other = place_hub("Brighton"), place_hub("Frome")
    pages = [place(StandardPage, f"Page {number}", parent=hub) for number in range(MOST + 2)]
    Finding.objects.bulk_create(Finding(kind=Finding.Kind.PICTURE, page=page) for page in [*pages, other])
    Finding.objects.create(kind=Finding.Kind.LINK, page=hub)

    assert "And 3 more." in enter(person_of(hub))

    every, links = (client.get("/admin/reports/to-mend/", told).content.decode() for told in ({}, {"kind": "2"}))
    assert every.count("1 picture has no description") == MOST + 2
    assert (f"/admin/pages/{pages[-1].pk}/edit/" in every, "Frome" in every) == (True, False)
    assert ("1 link leads to a page" in links, "1 picture has" in links) == (True, False)
    client.force_login(member(roles.TREASURERS))
    assert client.get("/admin/reports/to-mend/").status_code == 302


def test_a_missing_imprint_is_told_to_those_who_may_write_it(enter: Enter) -> None:
    OrganisationSettings.objects.update_or_create(site=Site.objects.get(), defaults={"imprint_promoter": ""})

    told = [group for group in (roles.EDITORS, roles.MODERATORS) if "Imprint It is missing" in enter(member(group))]

    assert told == [roles.MODERATORS]


def test_the_number_without_a_translation_is_for_those_who_write_everywhere_in_that_language(enter: Enter) -> None:
    publish(home("cy"))
    place_hub("Brighton")
    hub = place_hub("Frome")

    words = "3 public pages have no translation: Welsh."

    assert words in enter(member(roles.WELSH_EDITORS))
    assert words in enter(member(roles.EDITORS))
    assert words not in enter(person_of(hub))


def test_who_has_nothing_to_do_has_no_panel_of_it(enter: Enter) -> None:
    shown = enter(member(roles.EDITORS))

    assert not any(title in shown for title in ("Waiting for you", "To mend", "Raised so far"))
    assert "Meetings of the next seven days None. See all dates" in shown
