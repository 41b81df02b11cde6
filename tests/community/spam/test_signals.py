"""What speaks for spam besides words, and what does not."""

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.spam.assessment import Verdict, assess
from community.spam.bayes import WordCounts
from community.spam.signals import History, is_disguised, of_sender, of_text

NOTHING_KNOWN = WordCounts()
LINK = " http://a.example"


def signals(text: str, name: str = "Ann", about: tuple[str, ...] = ()) -> dict[str, int]:
    return dict(of_text(text, name, about))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I agree.", {}),
        ("Read this, it is short:" + LINK * 2, {}),
        ("Read these, all of them:" + LINK * 3, {"many_links": 15}),
        ("Read these, all of them:" + LINK * 6, {"very_many_links": 30}),
        (LINK, {"nothing_but_links": 20}),
        ("THIS IS WHAT I HAVE ALWAYS SAID TO EVERYBODY", {"shouts": 15}),
        ("NHS and EU, BBC and MPs", {}),
        (", as I was saying to a friend", {"cut_out": 30}),
        ("… as I was saying", {}),
        ("buy vi\u200bagra", {"disguised": 40}),
        ("\u202ethgir ot tfel", {"disguised": 40}),
        ("Z\u0351\u036b\u0343\u036aa\u0302lgo", {"disguised": 40}),
        ("раypal and аmazon", {"disguised": 40}),
        ("Siân, Łódź, naïve, Ελλάδα and Москва", {}),
        ("👩‍👩‍👧 family 🏴󠁧󠁢󠁷󠁬󠁳󠁿", {}),
    ],
)
def test_what_a_text_tells(text: str, expected: dict[str, int]) -> None:
    assert signals(text) == expected


def test_a_name_that_is_a_link_is_advertising() -> None:
    assert signals("I agree.", name="www.pills.example") == {"link_in_name": 50}


def test_a_long_text_that_has_nothing_to_do_with_the_page_is_unrelated_and_a_short_one_never() -> None:
    page = ("The alliance of progressive parties asks for meetings in market towns.",)
    weather = "weather facebook status sighting length paces vest caught basis umbrella puddles thunder"

    assert signals(weather, about=page) == {"unrelated": 25}
    assert signals(weather + " alliances parties", about=page) == {}
    assert signals("weather umbrella", about=page) == {}
    assert signals(weather, about=()) == {}


@pytest.mark.parametrize(
    ("history", "seconds", "length", "expected"),
    [
        (History(), None, 50, {}),
        (History(), 2.9, 50, {"too_fast": 50}),
        (History(), 5, 50, {}),
        (History(), 5, 500, {"fast": 30}),
        (History(same_from_others=1), None, 50, {"said_by_others": 30}),
        (History(same_from_others=3), None, 50, {"said_by_many": 60}),
        (History(same_from_sender=1), None, 50, {"said_before": 40}),
        (History(recent=5), None, 50, {"flood": 50}),
        (History(shown=3), None, 50, {"shown_before": -20}),
        (History(shown=3, refused=1), None, 50, {"refused_before": 40}),
    ],
)
def test_what_the_way_tells_in_which_it_came(
    history: History, seconds: float | None, length: int, expected: dict[str, int]
) -> None:
    assert dict(of_sender(history, seconds, length)) == expected


def test_points_add_up_to_a_verdict_and_reasons_stand_in_their_order() -> None:
    found = assess(
        text="I agree with all." + LINK * 3, words=NOTHING_KNOWN, seconds_to_write=1, history=History(refused=1)
    )

    assert found.reasons == (("too_fast", 50), ("refused_before", 40), ("many_links", 15))
    assert (found.points, found.verdict) == (105, Verdict.SPAM)
    assert assess(text="I agree.", words=NOTHING_KNOWN, seconds_to_write=1).verdict == Verdict.HOLD
    assert assess(text="I agree.", words=NOTHING_KNOWN, history=History(shown=1)).points == 0


@pytest.mark.parametrize(
    ("told", "history", "points", "verdict"),
    [
        ({"text": "I agree."}, History(shown=3), 0, Verdict.SHOW),
        ({"text": ", THIS IS WHAT I HAVE ALWAYS SAID TO EVERYBODY"}, History(shown=3), 25, Verdict.SHOW),
        ({"text": LINK * 6}, History(shown=3), 50, Verdict.HOLD),
        ({"text": "Read these, all of them:" + LINK * 3}, History(shown=3), 15, Verdict.SHOW),
        ({"text": "I agree.", "name": "www.pills.example"}, History(shown=3), 50, Verdict.HOLD),
        ({"text": "I agree.", "seconds_to_write": 2}, History(shown=3), 50, Verdict.HOLD),
        ({"text": "I agree."}, History(shown=3, recent=5), 50, Verdict.HOLD),
        ({"text": "I agree.", "name": "www.pills.example"}, History(shown=3, same_from_others=3), 110, Verdict.SPAM),
    ],
)
def test_who_was_shown_before_is_forgiven_neither_links_nor_what_alone_is_held(
    told: dict[str, Any], history: History, points: int, verdict: Verdict
) -> None:
    found = assess(words=NOTHING_KNOWN, history=history, **told)

    assert (found.points, found.verdict) == (points, verdict)


@given(st.text())
def test_any_text_can_be_looked_at(text: str) -> None:
    assert assess(text=text, name=text, about=[text], words=NOTHING_KNOWN).points >= 0


@pytest.mark.parametrize(
    "text", ["а" * 1_000_000, "a\u0300" * 500_000, "аb " * 300_000, "www.a " * 170_000, "," * 10**6]
)
def test_a_megabyte_is_bounded_work(text: str) -> None:
    began = time.process_time()

    assess(text=text, name=text, about=[text], words=NOTHING_KNOWN)
    is_disguised(text[:20_000])

    assert time.process_time() - began < 2
