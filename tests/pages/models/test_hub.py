"""The pages of hubs as people read them: the list, one hub, both while there is nothing yet, and the search."""

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client, RequestFactory

from pages.models import HubPage
from search.queries import find
from tests.factories.events import WEEKLY, place_event
from tests.factories.hubs import hub_of, place_hub, place_index
from tests.factories.pages import block, hide, home, publish, translate

pytestmark = pytest.mark.django_db


def read(client: Client, path: str) -> str:
    return " ".join(client.get(path).content.decode().split())


def test_the_list_tells_of_each_open_hub(client: Client) -> None:
    place_hub("Surrey", area="Surrey", introduction="Three towns, one county.")
    place_hub("Brighton", area="Sussex", towns="Brighton, Hove")
    place_hub("Leeds", towns="Leeds")
    place_hub("Closed").unpublish()

    html = read(client, "/hubs/")

    assert html.index(">Brighton</a>") < html.index(">Leeds</a>") < html.index(">Surrey</a>")
    assert "Sussex: Brighton, Hove" in html
    assert "Three towns, one county." in html
    assert "Closed" not in html
    assert "There are no hubs yet" not in html


def test_an_empty_list_says_so(client: Client) -> None:
    place_index()

    assert "There are no hubs yet." in read(client, "/hubs/")


def test_a_hub_tells_where_it_is_and_how_to_write_to_it(client: Client) -> None:
    page = place_hub("Brighton", towns="Brighton, Hove", contact_email="brighton@example.org")

    html = read(client, page.url)

    assert "<h1>Brighton</h1>" in html
    assert "Brighton, Hove" in html
    assert 'href="mailto:brighton@example.org"' in html
    assert "only just begun" in html
    assert '<a href="/hubs/">Hubs</a>' in html


def test_a_hub_with_words_does_not_say_that_it_has_none(client: Client) -> None:
    page = place_hub("Brighton", body=[block("text", "<p>We meet on Mondays.</p>")])

    html = read(client, page.url)

    assert "We meet on Mondays." in html
    assert ("only just begun" in html, "Write to this hub" in html) == (False, False)


def test_a_translation_tells_where_the_hub_is_as_its_source_does(client: Client) -> None:
    publish(home("cy"))
    page = place_hub("Brighton", area="Sussex")
    translate(place_index(), title="Hybiau")
    welsh = translate(page, title="Brighton (cy)")
    page.area = "East Sussex"
    publish(page)

    assert "East Sussex" in read(client, welsh.url)


def test_a_preview_shows_what_is_not_in_force() -> None:
    page = place_hub("Brighton", live=False, area="Sussex")
    request = RequestFactory().get("/")
    request.is_preview = True

    assert page.get_context(request)["hub"].area == "Sussex"


@pytest.mark.parametrize("word", ["brighton", "sussex", "hove", "coast"])
def test_the_search_finds_a_hub_by_name_area_town_and_words(word: str) -> None:
    page = place_hub("Brighton", area="Sussex", towns="Brighton, Hove", introduction="On the coast.")
    hide(place_hub("Private", introduction="brighton sussex hove coast"))

    assert [each.pk for each in find(word, locale=page.locale).pages] == [page.pk]


def test_towns_are_told_each_once() -> None:
    assert HubPage(towns=" Woking , Guildford\nWoking,,").town_names() == ["Woking", "Guildford"]


@time_machine.travel("2026-03-02T09:00:00Z", tick=False)
def test_a_hub_lists_its_next_meetings_and_no_others(client: Client) -> None:
    page = place_hub("Brighton")
    place_event("Our table", parent=page, rule=WEEKLY)
    place_event("Elsewhere", parent=place_hub("Frome"))
    place_event("A draft", parent=page, live=False)

    html = read(client, page.url)

    assert html.count(">Our table</a>") == 6
    assert 'href="/calendar/list/?hub=brighton"' in html
    assert 'href="/calendar/hubs/brighton.ics"' in html
    assert ("Elsewhere" in html, "A draft" in html, "No meeting is planned" in html) == (False, False, False)
    assert "No meeting is planned at the moment." in read(client, place_hub("Leeds").url)


@time_machine.travel("2026-03-02T09:00:00Z", tick=False)
def test_a_new_meeting_shows_at_once_in_what_was_kept(client: Client) -> None:
    page = place_hub("Brighton")
    before = read(client, page.url)

    place_event("Our table", parent=page)

    assert ("Our table" in before, "Our table" in read(client, page.url)) == (False, True)


def test_what_it_asks_those_who_come_is_in_force_in_each_language() -> None:
    publish(home("cy"))
    page = place_hub("Brighton", takes_agenda=True, asks_afterwards=True, survey_questions="Was it hot?\n\n Too long? ")
    translate(place_index(), title="Hybiau")
    translate(page, title="Brighton", survey_questions="Oedd hi’n boeth?", takes_agenda=False)

    hub = hub_of(page)
    assert (hub.takes_agenda, hub.asks_afterwards) == (True, True)
    assert hub.text("en").survey_questions == ["Was it hot?", "Too long?"]
    assert hub.text("cy").survey_questions == ["Oedd hi’n boeth?"]


def test_it_asks_nothing_by_itself_and_three_questions_at_most() -> None:
    hub = hub_of(place_hub("Brighton"))

    assert (hub.takes_agenda, hub.asks_afterwards, hub.text().survey_questions) == (False, False, [])
    with pytest.raises(ValidationError):
        HubPage(survey_questions="1\n2\n3\n4").clean_fields(exclude=["page_ptr", "content_type", "locale"])
