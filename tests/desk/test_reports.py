"""Telling how a meeting went: asked for after each date, in two steps, as far as one's rights go."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings
from wagtail.images.tests.utils import get_test_image_file

from accounts.models import User
from cms.models import CampaignImage
from events.models import MeetingReport, Occurrence
from events.services import occurrences
from events.services.guest_lists import check_in, count_walk_ins
from events.services.occurrences import Scope
from pages.models import EventPage, HubPage, MeetingReportPage
from tests.factories.desk import read
from tests.factories.events import NOW, WEEKLY, event_of, place_event
from tests.factories.hubs import hub_of, person_of, place_hub
from tests.factories.sign_ups import come

LATER = datetime(2026, 3, 12, 9, tzinfo=UTC)
"""After two of four dates."""

DESK = "/desk/brighton/"
TOLD = {
    "title": "How it went",
    "introduction": "It was full.",
    "text": "We ate.\n\nWe <talked>.",
    "next_steps": "A bus.",
    "people": "23",
}


@pytest.fixture
def event(hub_page: HubPage) -> EventPage:
    return place_event(parent=hub_page, rule=f"{WEEKLY};COUNT=4")


@pytest.fixture
def later(event: EventPage) -> Iterator[None]:
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture(autouse=True)
def own_media(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def host(hub_page: HubPage, client: Client, later: None) -> User:
    user = person_of(hub_page)
    client.force_login(user)
    return user


def begin(event: EventPage, day: str = "2026-03-10") -> str:
    return f"{DESK}meetings/{event.pk}/dates/{day}/report/"


def tasks(html: str) -> list[str]:
    """Those that are about what is over."""
    told = re.findall(r"<b>([^<]*)</b> ([^<]*)</a>", html)
    return [f"{task}: {words}" for task, words in told if "tell" in task.lower()]


def photo(name: str = "a.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, get_test_image_file(name).file.getvalue(), "image/png")


def draft() -> Any:
    return MeetingReportPage.objects.get().get_latest_revision_as_object()


def shown() -> list[str]:
    return [block.value["image"].contextual_alt_text for block in draft().body if block.block_type == "image"]


def test_the_desk_asks_after_each_date_that_took_place(client: Client, host: User, event: EventPage) -> None:
    both = tasks(read(client.get(DESK)))
    client.post(begin(event), TOLD)
    begun = tasks(read(client.get(DESK)))
    client.post(begin(event, "2026-03-03"), TOLD | {"publish": "1"})

    others = "Tell of other meetings: 1 has no report yet"
    assert both == ["Tell how it went: Assembly, 10 March", others]
    assert begun == ["Go on telling how it went: Assembly, 10 March", others]
    assert tasks(read(client.get(DESK))) == ["Go on telling how it went: Assembly, 10 March"]


def test_it_does_not_ask_after_sixty_days_nor_of_what_was_called_off(client: Client, event: EventPage) -> None:
    with time_machine.travel(NOW, tick=False):
        of = {"key": event_of(event).key, "scope": Scope.THIS, "note": "", "now": NOW}
        occurrences.cancel_dates(original_date=date(2026, 3, 10), **of)
    with time_machine.travel(LATER, tick=False):
        client.force_login(person_of(event.get_parent().specific))

        assert tasks(read(client.get(DESK))) == ["Tell how it went: Assembly, 3 March"]
        assert client.get(begin(event)).status_code == client.post(begin(event), TOLD).status_code == 404
        assert client.get(begin(event, "2026-03-17")).status_code == 404
    for day, number in ((1, 2), (24, 0)):
        with time_machine.travel(datetime(2026, 5, day, 9, tzinfo=UTC), tick=False):
            client.force_login(User.objects.get())

            assert len(tasks(read(client.get(DESK)))) == number


def test_what_is_known_is_filled_in(client: Client, host: User, event: EventPage) -> None:
    row = event_of(event).occurrences.get(original_date="2026-03-10")
    sign_up = come(row, guests=2)
    check_in(occurrence_id=row.pk, sign_up_id=sign_up.pk, has_come=True)
    count_walk_ins(occurrence_id=row.pk, number=4)

    html = read(client.get(begin(event)))

    assert 'value="How it went: Assembly, 10 March"' in html
    assert 'name="people" value="7"' in html
    assert "Tuesday 10 March 2026, Frome" in html
    assert html.count('class="field') == 5


def test_words_and_photos_are_public_after_two_steps(client: Client, host: User, event: EventPage) -> None:
    photos = client.post(begin(event), TOLD)
    unseen = MeetingReport.objects.count()
    sent = {"file_0": photo(), "alt_text_0": "A hall", "file_2": photo(), "alt_text_2": "A bus", "publish": "1"}
    done = client.post(photos["Location"], sent)

    page = MeetingReportPage.objects.get()
    html = read(client.get(page.url))
    assert (unseen, photos.status_code, done["Location"]) == (0, 302, f"{DESK}reports/")
    assert (page.live, page.owner, page.people, page.held_on) == (True, host, 23, date(2026, 3, 10))
    assert "<p>We ate.</p><p>We &lt;talked&gt;.</p>" in html.replace("> <", "><")
    assert [html.count(f'alt="{words}"') for words in ("A hall", "A bus")] == [1, 1]
    assert {image.collection_id for image in CampaignImage.objects.all()} == {
        hub_of(event.get_parent().specific).collection_id
    }
    assert page.social_image_id == CampaignImage.objects.earliest("pk").pk
    assert f'href="{page.url}"' in read(client.get(f"{DESK}reports/"))


def test_photos_change_their_words_and_go_again(client: Client, host: User, event: EventPage) -> None:
    photos = client.post(begin(event), TOLD)["Location"]
    client.post(photos, {f"{name}_{n}": w for n in range(3) for name, w in (("file", photo()), ("alt_text", f"{n}"))})
    asked = read(client.get(photos))

    client.post(photos, {"alt_text_0": "0", "remove_0": "on", "alt_text_1": "One", "alt_text_2": "2", "remove_2": "on"})

    assert (asked.count('type="file"'), asked.count('type="checkbox"')) == (0, 3)
    assert shown() == ["One"]
    assert draft().social_image_id == draft().body[-1].value["image"].pk


def test_what_is_wrong_is_said_and_nothing_is_kept(client: Client, host: User, event: EventPage) -> None:
    wrong = client.post(begin(event), TOLD | {"text": "", "people": "-1", "next_steps": "Kept"})
    none = MeetingReportPage.objects.count()
    photos = client.post(begin(event), TOLD)["Location"]
    for sent, words in (
        ({"file_0": photo()}, "Say in a few words what the photo shows"),
        ({"file_0": photo(), "alt_text_0": "A hall", "file_1": photo()}, "Choose the photo once more"),
        ({"alt_text_2": "A bus"}, "Choose the photo that you describe"),
        ({"file_1": SimpleUploadedFile("a.png", b"no picture"), "alt_text_1": "x"}, "Upload a valid image"),
    ):
        answer = client.post(photos, sent | {"publish": "1"})
        assert (answer.status_code, words in read(answer)) == (422, True)

    assert (wrong.status_code, none, CampaignImage.objects.count()) == (422, 0, 0)
    assert "Say in a few sentences what happened" in read(wrong)
    assert ">Kept</textarea>" in read(wrong).replace("> Kept", ">Kept")
    assert MeetingReport.objects.count() == 0


def test_one_date_has_one_report_whoever_begins_it(client: Client, host: User, event: EventPage) -> None:
    client.post(begin(event), TOLD | {"keep": "1"})

    again = client.post(begin(event), TOLD | {"title": "Another"})

    page = MeetingReportPage.objects.get()
    assert (again["Location"], page.title) == (f"{DESK}reports/{page.pk}/words/", "How it went")


def test_a_change_is_seen_once_it_is_published(client: Client, host: User, event: EventPage) -> None:
    client.post(begin(event), TOLD | {"publish": "1"})
    page = MeetingReportPage.objects.get()
    words = f"{DESK}reports/{page.pk}/words/"

    client.post(words, TOLD | {"people": "25", "keep": "1"})
    kept = MeetingReport.objects.get().people
    client.post(words, TOLD | {"people": "25", "publish": "1"})

    assert (kept, MeetingReport.objects.get().people) == (23, 25)


def test_who_may_not_publish_sends_it_for_review(client: Client, host: User, event: EventPage) -> None:
    hub = hub_of(event.get_parent().specific)
    hub.hosts_group.page_permissions.filter(permission__codename="publish_page").delete()

    photos = client.post(begin(event), TOLD)["Location"]
    asked = read(client.get(photos))
    refused = client.post(photos, {"publish": "1"}).status_code
    client.post(photos, {"send": "1"})

    page = MeetingReportPage.objects.get()
    assert ("Send for review" in asked, 'name="publish"' in asked, refused) == (True, False, 403)
    assert (page.live, page.current_workflow_state is not None) == (False, True)
    assert client.get(photos)["Location"] == f"{DESK}reports/"


def test_who_may_add_nothing_is_asked_nothing(client: Client, host: User, event: EventPage) -> None:
    hub_of(event.get_parent().specific).hosts_group.page_permissions.filter(permission__codename="add_page").delete()

    assert tasks(read(client.get(DESK))) == []
    assert client.post(begin(event), TOLD).status_code == 403


def test_another_hubs_reports_are_not_there(client: Client, host: User, event: EventPage) -> None:
    other = place_hub("Frome")
    theirs = place_event("Theirs", parent=other)
    Occurrence.objects.filter(event=event_of(theirs)).update(ends_at=NOW)
    page = other.add_child(instance=MeetingReportPage(title="Secret", held_on=date(2026, 3, 3), live=False))

    for path in (
        begin(theirs, "2026-03-12"),
        f"{DESK}reports/{page.pk}/words/",
        f"/desk/frome/reports/{page.pk}/words/",
    ):
        assert client.get(path).status_code == client.post(path, TOLD).status_code == 404
    assert "Secret" not in read(client.get(f"{DESK}reports/"))


@pytest.mark.usefixtures("event")
def test_before_anything_took_place_it_says_so(client: Client, hub_page: HubPage) -> None:
    client.force_login(person_of(hub_page))

    assert "Nothing has taken place yet." in read(client.get(f"{DESK}reports/"))
