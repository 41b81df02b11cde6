"""The pages on which those who come say what to talk about and how it was, and on which a mentor says no."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from events.models import AgendaItem, Hub, Mentor, Occurrence, SignUp, SurveyAnswer
from events.services.agendas import hide, suggest
from events.services.hubs import put_hub_text_in_force
from events.services.mentors import name_mentor
from tests.factories.events import NOW, put_in_force
from tests.factories.hubs import make_hub
from tests.factories.reading import words as read
from tests.factories.sign_ups import come, date_of

pytestmark = pytest.mark.django_db
AFTERWARDS = datetime.fromisoformat("2026-03-04T09:00:00Z")


@pytest.fixture(autouse=True)
def on_monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def date() -> Occurrence:
    return date_of(put_in_force(hub=make_hub(takes_agenda=True, asks_afterwards=True)))


@pytest.fixture
def ann(date: Occurrence) -> SignUp:
    return come(date, "Ann")


def test_ones_own_place_leads_to_what_one_may_say(client: Client, ann: SignUp) -> None:
    before = client.get(ann.path).content.decode()
    with time_machine.travel(AFTERWARDS, tick=False):
        after = client.get(ann.path).content.decode()
    Hub.objects.update(takes_agenda=False, asks_afterwards=False)

    assert (ann.agenda_path in before, ann.survey_path in before) == (True, False)
    assert (ann.agenda_path in after, ann.survey_path in after) == (False, True)
    assert ann.agenda_path not in client.get(ann.path).content.decode()
    assert client.get(ann.agenda_path).status_code == client.post(ann.agenda_path, {"text": "x"}).status_code == 404
    assert client.get(ann.survey_path).status_code == client.post(ann.survey_path, {}).status_code == 404


def test_something_is_suggested_marked_and_taken_back(client: Client, date: Occurrence, ann: SignUp) -> None:
    suggest(public_id=come(date, "Ben").public_id, text="Buses & trains", now=NOW)
    [buses] = AgendaItem.objects.all()

    empty = client.post(ann.agenda_path, {"text": "  "})
    answer = client.post(ann.agenda_path, {"text": "Housing"}, follow=True)
    client.post(ann.agenda_path, {"matters": buses.pk})
    marked = client.get(ann.agenda_path)
    client.post(ann.agenda_path, {"take_back": AgendaItem.objects.get(text="Housing").pk})
    client.post(ann.agenda_path, {"matters_not": buses.pk})

    assert (empty.status_code, "Say what we should talk about" in read(empty)) == (422, True)
    assert answer.redirect_chain == [(ann.agenda_path, 303)]
    assert "Buses & trains Matters to 2 people · to you, too" in read(marked)
    assert "Ben" not in read(marked)
    assert (marked["X-Robots-Tag"], marked.cookies) == ("noindex", {})
    assert "Buses & trains Matters to 1 person This matters to me" in read(client.get(ann.agenda_path))
    assert "Housing" not in read(client.get(ann.agenda_path))


def test_long_ones_and_more_than_three_are_refused_and_kept_in_the_field(client: Client, ann: SignUp) -> None:
    long = client.post(ann.agenda_path, {"text": "x" * 141})
    for text in ("One", "Two", "Three"):
        client.post(ann.agenda_path, {"text": text})
    enough = client.post(ann.agenda_path, {"text": "Four"})

    assert (long.status_code, "Leave out 1 character" in read(long)) == (422, True)
    assert enough.status_code == 422
    assert "You have suggested three things. Take one of them back first" in read(enough)
    assert 'value="Four"' in enough.content.decode()
    assert "Suggest it" not in read(client.get(ann.agenda_path))
    assert AgendaItem.objects.count() == 3


@pytest.mark.parametrize("sent", [{"matters": "x"}, {"matters": "9" * 30}, {"take_back": "-1"}, {}])
def test_what_no_button_sends_changes_nothing(client: Client, ann: SignUp, sent: dict[str, str]) -> None:
    assert client.post(ann.agenda_path, sent).status_code == 303
    assert not AgendaItem.objects.exists()


def test_what_is_hidden_or_closed_cannot_be_seen_or_said(client: Client, date: Occurrence, ann: SignUp) -> None:
    suggest(public_id=ann.public_id, text="Rude", now=NOW)
    item = AgendaItem.objects.get()
    hide(occurrence=date, item_id=item.pk, is_hidden=True, user=User.objects.create_user("host"), now=NOW)

    shown = read(client.get(ann.agenda_path))
    with time_machine.travel(date.starts_at, tick=False):
        late = client.post(ann.agenda_path, {"text": "Late"}, follow=True)

    assert "Rude" not in shown
    assert "Those who have a place can suggest and mark, until the meeting begins." in read(late)
    assert AgendaItem.objects.count() == 1


def test_nobody_says_anything_from_another_site_or_without_a_link(client: Client, ann: SignUp) -> None:
    for path in (ann.agenda_path, ann.survey_path):
        assert client.post(path, {"text": "x"}, headers={"origin": "https://evil.example"}).status_code == 403
        assert client.get(path.replace(str(ann.public_id), str(uuid4()))).status_code == 404


def test_who_says_very_much_is_slowed_down(client: Client, ann: SignUp) -> None:
    codes = [client.post(ann.agenda_path, {"text": f"{number}"}).status_code for number in range(61)]

    assert (codes[0], codes[-1]) == (303, 429)


def test_three_questions_are_answered_and_changed(client: Client, date: Occurrence, ann: SignUp) -> None:
    early = client.get(ann.survey_path)
    with time_machine.travel(AFTERWARDS, tick=False):
        asked = read(client.get(ann.survey_path))
        kept = client.post(ann.survey_path, {"question_0": "The soup\nand bread", "question_1": ""}, follow=True)
        long = client.post(ann.survey_path, {"question_0": "x" * 1001})
        none = client.post(ann.survey_path, {"question_0": " "}, follow=True)
    with time_machine.travel(date.ends_at + timedelta(days=14), tick=False):
        late = client.post(ann.survey_path, {"question_0": "Late"}, follow=True)

    assert "It is not over yet." in read(early)
    assert "What was good? What should be different next time? Would you help with the next one, and how?" in asked
    assert "until 17 March 2026" in asked
    assert "Thank you. Your answers are kept." in read(kept)
    assert ">The soup\nand bread</textarea>" in kept.content.decode().replace(">\n", ">")
    assert (long.status_code, "Leave out 1 character" in read(long)) == (422, True)
    assert "Thank you" not in read(none)
    assert "It can no longer be answered." in read(late)
    assert SurveyAnswer.objects.count() == 0


def test_a_hub_asks_its_own_questions_in_each_language(client: Client, date: Occurrence) -> None:
    key = date.event.hub.key  # type: ignore[union-attr]
    for locale, question in (("en", "Was the soup hot?"), ("cy", "Oedd y cawl yn boeth?")):
        told = {"title": "Brighton", "path": "/hubs/brighton/", "survey_questions": [question]}
        put_hub_text_in_force(key=key, locale=locale, **told)  # type: ignore[arg-type]
    ann, bedwyr = come(date, "Ann"), come(date, "Bedwyr", locale="cy")

    with time_machine.travel(AFTERWARDS, tick=False):
        client.post(ann.survey_path, {"question_0": "Yes"})

        assert "Was the soup hot?" in read(client.get(ann.survey_path))
        assert "Oedd y cawl yn boeth?" in read(client.get(bedwyr.survey_path))
    assert SurveyAnswer.objects.get().answers == [["Was the soup hot?", "Yes"]]


def test_a_mentor_says_no_by_a_button_and_the_page_tells_nobody_who_was_one(client: Client) -> None:
    lead = User.objects.create_user("lead")
    mentor = name_mentor(hub=make_hub(), email="mo@example.org", locale="en", user=lead, now=NOW)

    opened = read(client.get(mentor.path))
    there = Mentor.objects.count()
    left = client.post(mentor.path, follow=True)
    unknown = client.get(mentor.path.replace(str(mentor.public_id), str(uuid4())))

    assert "You are the mentor of Brighton" in opened
    assert (there, Mentor.objects.count()) == (1, 0)
    assert read(left) == read(unknown)
    assert "mo@example.org" not in opened
