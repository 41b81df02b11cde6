"""Putting a crowdfund in force and taking it out again."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from wagtail.models import Site

from cms.models import CacheTag
from donations.models import Crowdfund
from donations.services import (
    Cost,
    put_crowdfund_in_force,
    put_crowdfund_text_in_force,
    say_why_goal_changed,
    withdraw_crowdfund,
    withdraw_crowdfund_text,
)
from tests.factories.donations import NOW, charge_fact, make_donation, session_fact
from tests.factories.recording import record

KEY = uuid.uuid4()


def put(**changes: Any) -> Crowdfund:
    wanted = {
        "key": KEY,
        "site": Site.objects.get(is_default_site=True),
        "slug": "hub",
        "goal_minor": 500_000,
        "suggested_minor": [500],
        "last_day": None,
        "lines": [Cost(uuid.uuid4(), "All of it", 500_000)],
        "spending": [],
        "now": NOW,
    }
    return put_crowdfund_in_force(**(wanted | changes))


def generation() -> Any:
    return CacheTag.objects.get(tag=Crowdfund.objects.get().cache_tag).generation


def test_the_numbers_of_the_page_are_in_force(db: None) -> None:
    line, entry = uuid.uuid4(), uuid.uuid4()

    put(
        last_day=date(2026, 12, 31),
        lines=[Cost(line, "Build", 300_000), Cost(uuid.uuid4(), "Host", 200_000)],
        spending=[Cost(entry, "Rooms", 4_000, date(2026, 10, 1))],
    )

    crowdfund = Crowdfund.objects.in_force().get()
    assert (crowdfund.slug, crowdfund.goal_minor, crowdfund.goal_changed_at) == ("hub", 500_000, NOW)
    assert [(row.title, row.amount_minor) for row in crowdfund.lines.all()] == [("Build", 300_000), ("Host", 200_000)]
    assert [(row.key, row.spent_on) for row in crowdfund.spending.all()] == [(entry, date(2026, 10, 1))]
    assert crowdfund.progress().raised_minor == 0


def test_publishing_again_replaces_lines_and_keeps_slug_and_row(db: None) -> None:
    line = uuid.uuid4()
    first = put(lines=[Cost(line, "Build", 300_000), Cost(uuid.uuid4(), "Host", 1)])

    put(slug="renamed", lines=[Cost(line, "Build it", 310_000)], suggested_minor=[700], now=NOW + timedelta(days=1))

    crowdfund = Crowdfund.objects.get()
    assert (crowdfund.pk, crowdfund.slug, crowdfund.suggested_minor) == (first.pk, "hub", [700])
    assert [(row.key, row.title, row.amount_minor) for row in crowdfund.lines.all()] == [(line, "Build it", 310_000)]


def test_only_another_goal_moves_the_tracker_s_time(db: None) -> None:
    put()

    put(now=NOW + timedelta(days=1))
    assert Crowdfund.objects.get().progress().updated_at == NOW
    put(goal_minor=600_000, now=NOW + timedelta(days=2))

    assert Crowdfund.objects.get().progress().updated_at == NOW + timedelta(days=2)


def test_two_pages_of_one_name_are_two_crowdfunds(db: None) -> None:
    put()
    put(key=uuid.uuid4())
    put(key=uuid.uuid4())

    assert sorted(Crowdfund.objects.values_list("slug", flat=True)) == ["hub", "hub-2", "hub-3"]


def test_the_longest_slugs_get_numbers_of_their_own(db: None) -> None:
    for _ in range(3):
        put(key=uuid.uuid4(), slug="x" * 255)

    assert {len(slug) for slug in Crowdfund.objects.values_list("slug", flat=True)} == {255, 252}


def test_it_is_called_what_its_page_in_that_language_is_called(db: None) -> None:
    put()
    put_crowdfund_text_in_force(key=KEY, locale="en", title="The hub", path="/hub/")
    put_crowdfund_text_in_force(key=KEY, locale="cy", title="Yr hwb", path="/cy/hwb/")
    put_crowdfund_text_in_force(key=KEY, locale="cy", title="Yr hwb ar-lein", path="/cy/hwb/")
    crowdfund = Crowdfund.objects.get()

    assert (crowdfund.text("en").title, crowdfund.text("cy").title, crowdfund.text("fr").title) == (
        "The hub",
        "Yr hwb ar-lein",
        "The hub",
    )
    withdraw_crowdfund_text(key=KEY, locale="cy")
    assert crowdfund.text("cy").title == "The hub"


def test_words_for_what_is_not_in_force_are_of_no_effect(db: None) -> None:
    put_crowdfund_text_in_force(key=KEY, locale="en", title="The hub", path="/hub/")

    withdraw_crowdfund(key=KEY, now=NOW)
    withdraw_crowdfund_text(key=KEY, locale="en")

    assert not Crowdfund.objects.exists()


def test_what_was_withdrawn_is_shown_no_more_until_it_is_published_again(db: None) -> None:
    put()

    withdraw_crowdfund(key=KEY, now=NOW)
    assert not Crowdfund.objects.in_force().exists()
    assert not Crowdfund.objects.get().is_open()
    put()

    assert Crowdfund.objects.in_force().get().is_open()


def test_every_change_makes_cached_answers_stale(db: None) -> None:
    seen = []
    for change in (
        put,
        lambda: put_crowdfund_text_in_force(key=KEY, locale="en", title="The hub", path="/hub/"),
        lambda: withdraw_crowdfund_text(key=KEY, locale="en"),
        lambda: withdraw_crowdfund(key=KEY, now=NOW),
    ):
        change()
        seen.append(generation())

    assert len(set(seen)) == 4


@pytest.mark.parametrize(
    ("lines", "is_open"), [([], False), ([499_999], False), ([500_001], False), ([300_000, 200_000], True)]
)
def test_it_takes_gifts_once_its_budget_adds_up_to_its_goal(db: None, lines: list[int], is_open: bool) -> None:
    put(lines=[Cost(uuid.uuid4(), "A line", amount_minor) for amount_minor in lines])

    crowdfund = Crowdfund.objects.in_force().get()
    assert (crowdfund.budget_minor, crowdfund.is_costed, crowdfund.is_open()) == (sum(lines), is_open, is_open)


def test_out_of_force_it_keeps_its_last_words_until_it_is_in_force_again(db: None) -> None:
    put()
    put_crowdfund_text_in_force(key=KEY, locale="en", title="The hub", path="/hub/")
    withdraw_crowdfund(key=KEY, now=NOW)

    withdraw_crowdfund_text(key=KEY, locale="en")
    kept = Crowdfund.objects.get().title
    put()

    assert kept == "The hub"
    assert not Crowdfund.objects.get().texts.exists()


def give(crowdfund: Crowdfund) -> None:
    donation = make_donation(crowdfund)
    record(session_fact(donation), charge_fact(donation))


def changes() -> list[tuple[int, int, dict[str, str]]]:
    return [(each.old_minor, each.new_minor, each.reasons) for each in Crowdfund.objects.get().changes_of_goal()]


def test_a_goal_that_changes_before_the_first_gift_leaves_no_trace(db: None) -> None:
    put()

    put(goal_minor=600_000)

    assert changes() == []


def test_after_it_each_change_is_kept_with_both_goals_and_its_time(db: None) -> None:
    give(put())

    put(now=NOW + timedelta(days=1))
    put(goal_minor=600_000, now=NOW + timedelta(days=2))
    put(goal_minor=550_000, now=NOW + timedelta(days=3))

    assert changes() == [(600_000, 550_000, {}), (500_000, 600_000, {})]
    assert Crowdfund.objects.get().changes_of_goal()[0].changed_at == NOW + timedelta(days=3)


def test_the_reason_is_given_in_each_language_to_the_latest_change(db: None) -> None:
    give(put())
    put(goal_minor=600_000, now=NOW + timedelta(days=1))
    say_why_goal_changed(key=KEY, locale="en", reason="A larger hall.")
    say_why_goal_changed(key=KEY, locale="cy", reason="Neuadd fwy.")

    put(goal_minor=700_000, now=NOW + timedelta(days=2))
    say_why_goal_changed(key=KEY, locale="cy", reason="Neuadd fwy.")
    say_why_goal_changed(key=KEY, locale="en", reason="Two halls.")
    say_why_goal_changed(key=KEY, locale="en", reason="")

    assert [reasons for _, _, reasons in changes()] == [
        {"en": "Two halls."},
        {"en": "A larger hall.", "cy": "Neuadd fwy."},
    ]
    latest, earlier = Crowdfund.objects.get().changes_of_goal()
    assert (latest.reason("cy"), earlier.reason("cy"), earlier.reason("fr", "en")) == (
        "Two halls.",
        "Neuadd fwy.",
        "A larger hall.",
    )


def test_a_reason_without_a_change_is_of_no_effect(db: None) -> None:
    say_why_goal_changed(key=KEY, locale="en", reason="Nothing is there yet.")
    put()

    say_why_goal_changed(key=KEY, locale="en", reason="Nothing has changed.")

    assert changes() == []


def test_an_ask_that_is_not_complete_takes_no_gifts(db: None) -> None:
    put(is_complete=False)
    before = Crowdfund.objects.get().is_open()

    put()

    assert (before, Crowdfund.objects.get().is_open()) == (False, True)


def test_stretch_goals_and_the_choice_for_monthly_gifts_are_replaced_too(db: None) -> None:
    put(stretch_goals=[Cost(uuid.uuid4(), "Far", 900_000), Cost(uuid.uuid4(), "Near", 600_000)], monthly="none")
    first = [goal.title for goal in Crowdfund.objects.get().stretch_goals.all()]

    put(stretch_goals=[Cost(uuid.uuid4(), "Other", 700_000)], monthly="goes_on")

    crowdfund = Crowdfund.objects.get()
    assert (first, [goal.title for goal in crowdfund.stretch_goals.all()]) == (["Near", "Far"], ["Other"])
    assert crowdfund.monthly == "goes_on"
