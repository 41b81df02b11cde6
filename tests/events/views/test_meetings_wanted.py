"""The pages on which people say where they want a meeting: what they take, keep, refuse and never tell."""

from collections.abc import Iterator
from uuid import UUID

import pytest
import time_machine
from django.test import Client
from wagtail.models import Site

from cms.models import OutgoingMail
from events.models import MeetingsWantedSettings, MeetingWish
from tests.factories.events import NOW
from tests.factories.meeting_wishes import town_id, want, wish
from tests.factories.reading import words as read

pytestmark = pytest.mark.django_db
NOBODY = UUID(int=0)
"""The key of no answer."""

ADDRESS = "/meetings-wanted/"
ANN = {"town": "Nuneaton", "would_come": "on", "email": "ann@example.org"}
TYPED = {"where": "The library", "who": "Choirs", "how": "In a circle", "name": "Ann", "email": "ann@example.org"}


@pytest.fixture(autouse=True)
def on_monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def test_somebody_answers_presses_the_button_in_their_mail_and_counts(client: Client) -> None:
    form = client.get(ADDRESS)
    answer = client.post(ADDRESS, {**ANN, **TYPED, "can_host": "on", "wants_mail": "on"}, follow=True)
    asked = MeetingWish.objects.get()
    opened = client.get(asked.path)
    counts_after_opening = MeetingWish.objects.confirmed().count()
    pressed = client.post(asked.path, {"do": "confirm"}, follow=True)

    assert "From 10 people within 10 miles on, we ask the nearest hub to plan it." in read(form)
    assert (form.cookies, answer.redirect_chain) == ({}, [("/meetings-wanted/done/", 303)])
    assert (asked.place, asked.email, asked.would_come, asked.can_host, asked.has_venue) == (
        *("Nuneaton", "ann@example.org"),
        *(True, True, False),
    )
    assert (asked.where, asked.who, asked.how, asked.name, asked.wants_mail, asked.locale) == (
        *("The library", "Choirs", "In a circle", "Ann"),
        *(True, "en"),
    )
    assert "In a circle" in read(opened)
    assert (counts_after_opening, MeetingWish.objects.confirmed().count()) == (0, 1)
    assert "Your answer counts." in read(pressed)
    assert (opened["Referrer-Policy"], opened["X-Robots-Tag"]) == ("same-origin", "noindex")


def test_an_ambiguous_name_is_asked_about_and_all_that_was_typed_is_kept(client: Client) -> None:
    asked = client.post(ADDRESS, {**ANN, **TYPED, "town": "Ashford", "has_venue": "on"})
    html = asked.content.decode()
    kent = str(town_id("Ashford, Kent"))
    client.post(ADDRESS, {**ANN, "town": "Ashford", "which": kent})

    assert asked.status_code == 422
    assert "Choose the town that you mean" in html
    assert 'href="#id_which_0"' in html
    assert f'value="{kent}"' in html
    assert all(value in html for value in TYPED.values())
    assert html.count(" checked") == 2
    assert MeetingWish.objects.get().place == "Ashford, Kent"


def test_the_beginning_of_a_name_offers_the_towns_that_begin_so(client: Client) -> None:
    asked = client.post(ADDRESS, {**ANN, "town": "Nuneat"})

    assert (asked.status_code, "Nuneaton, Warwickshire" in read(asked)) == (422, True)


def test_a_choice_of_another_name_than_the_one_typed_is_asked_for_again(client: Client) -> None:
    asked = client.post(ADDRESS, {**ANN, "town": "Ashford", "which": str(town_id("Frome"))})

    assert (asked.status_code, "Choose the town that you mean" in read(asked)) == (422, True)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"town": ""}, "Enter a town"),
        ({"town": "\u202e\x00"}, "Enter a town"),
        ({"town": "Atlantis-under-Sea"}, "We know of no town of this name"),
        ({"town": "x" * 81}, "Leave out 1 character"),
        ({"would_come": ""}, "Tick at least one"),
        ({"email": ""}, "Enter an email address"),
        ({"email": "ann@example.org\nBcc: bob@example.org"}, "Enter a valid email address"),
        ({"how": "x" * 601}, "Leave out 1 character"),
        ({"name": "x" * 121}, "Leave out 1 character"),
    ],
)
def test_what_is_wrong_is_named_beside_its_field_and_above(client: Client, wrong: dict[str, str], words: str) -> None:
    answer = client.post(ADDRESS, {**ANN, **wrong})

    html = answer.content.decode()
    assert (answer.status_code, html.count(words), "There is a problem" in html) == (422, 2, True)
    assert not MeetingWish.objects.exists()


def test_known_and_unknown_addresses_read_the_same(client: Client) -> None:
    want("ann", "Nuneaton")

    told = [client.post(ADDRESS, {**ANN, "email": f"{who}@example.org"}, follow=True) for who in ("ann", "bob")]

    assert told[0].content == told[1].content


def test_what_a_machine_fills_in_is_answered_as_all_is_and_kept_nowhere(client: Client) -> None:
    answer = client.post(ADDRESS, {**ANN, "website": "https://example.org"})

    assert (answer.status_code, answer["Location"]) == (303, "/meetings-wanted/done/")
    assert not MeetingWish.objects.exists()


def test_nobody_is_sent_more_than_ten_mails_in_an_hour(client: Client) -> None:
    statuses = [client.post(ADDRESS, ANN).status_code for _ in range(11)]

    assert statuses == [303] * 10 + [429]
    assert OutgoingMail.objects.filter(key__startswith="meeting_wish:").count() == 10


@pytest.mark.parametrize("path", [ADDRESS, f"/meeting-wish/{NOBODY}/"])
def test_a_form_on_another_site_is_refused(client: Client, path: str) -> None:
    answer = client.post(path, ANN, headers={"sec-fetch-site": "cross-site"})

    assert answer.status_code == 403


def test_the_same_page_withdraws_it(client: Client) -> None:
    asked = want()

    gone = client.post(asked.path, {"do": "withdraw"}, follow=True)

    later = client.get(asked.path)
    assert (gone.status_code, later.status_code, MeetingWish.objects.exists()) == (200, 404, False)
    assert "Your answer is withdrawn" in read(gone)
    assert "There is no answer here" in read(later)


def test_so_does_the_button_of_a_mail_program_and_no_other_post_does_anything(client: Client) -> None:
    asked, other = wish("ann"), wish("bob")

    client.post(asked.path, {"List-Unsubscribe": "One-Click"})
    client.post(other.path, {"do": "nonsense"})

    assert list(MeetingWish.objects.values_list("email", "confirmed_at")) == [("bob@example.org", None)]
    assert OutgoingMail.objects.get().unsubscribe_url == f"http://testserver{other.path}"


def test_when_the_setting_changes_the_page_says_the_new_number(client: Client) -> None:
    before = read(client.get(ADDRESS))
    settings = MeetingsWantedSettings.for_site(Site.objects.get(is_default_site=True))
    settings.enough, settings.miles = 25, 15
    settings.save()

    assert "From 10 people within 10 miles on" in before
    for address in (ADDRESS, f"{ADDRESS}map/", "/api/v1/meetings-wanted"):
        assert "25" in read(client.get(address))


def test_the_calendar_leads_there_with_the_town_that_was_asked_for(client: Client) -> None:
    calendar = client.get("/calendar/list/?near=Nuneaton&within=10").content.decode()

    assert 'href="/meetings-wanted/?town=Nuneaton"' in calendar
    assert 'value="Nuneaton"' in client.get(f"{ADDRESS}?town=Nuneaton").content.decode()
    assert 'href="/meetings-wanted/"' in client.get("/calendar/").content.decode()


def test_a_link_that_is_too_old_or_leads_nowhere_says_so_and_a_button_does_nothing(client: Client) -> None:
    old = wish(now=NOW.replace(month=2))

    pages = [client.get(path) for path in (old.path, f"/meeting-wish/{NOBODY}/")]
    pressed = client.post(f"/meeting-wish/{NOBODY}/", {"do": "confirm"})

    assert [page.status_code for page in pages] == [404, 404]
    assert pressed.status_code == 303
    assert not MeetingWish.objects.confirmed().exists()


def test_hostile_words_stay_words(client: Client) -> None:
    asked = want("ann", how="<script>alert(1)</script>", name="Ann\u202e")

    html = client.get(asked.path).content.decode()

    assert "<script>alert(1)" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_the_form_is_there_in_welsh_and_cached_for_all(client: Client) -> None:
    assert client.get("/cy/meetings-wanted/").status_code == 200
    assert client.get(ADDRESS)["Cache-Control"] == "public, max-age=0, s-maxage=1"
