"""The rule packs: what holds on which day, and what `manage.py check` says of a file that cannot be right."""

from dataclasses import replace
from datetime import date

import pytest

from donations import law
from donations.law import RulePack, Source

STATUSES = ("unregulated", "members_association", "non_party_campaigner", "party")


def faults(*packs: RulePack, statuses: tuple[str, ...] = ("party",)) -> list[str]:
    return list(law.faults_in(packs, statuses=statuses, languages=["en", "cy"]))


LAW = "https://example.org/law"
PARTY = RulePack(
    name="party-1",
    status="party",
    effective_from=date(2010, 1, 1),
    check_above_minor=50_000,
    days_to_decide=30,
    record_above_minor=50_000,
    report_above_minor=750_000,
    sources=[Source("The law", LAW)],
    declaration={"en": "My own money", "cy": "Fy arian fy hun"},
)


def test_the_packs_that_come_with_the_project_are_whole() -> None:
    assert faults(*law.load_packs(), statuses=STATUSES) == []


@pytest.mark.parametrize(
    ("status", "checked", "reported", "again"),
    [
        ("unregulated", None, None, None),
        ("members_association", 50_000, 1_118_000, None),
        ("non_party_campaigner", 50_000, 750_000, None),
        ("party", 50_000, 1_118_000, 223_000),
    ],
)
def test_each_status_has_its_thresholds_of_today(
    status: str, checked: int | None, reported: int | None, again: int | None
) -> None:
    pack = law.pack_for(status, date(2026, 11, 24))

    assert (pack.check_above_minor, pack.report_above_minor, pack.report_again_above_minor) == (
        checked,
        reported,
        again,
    )


def test_the_reporting_threshold_of_parties_rose_on_the_first_day_of_2024() -> None:
    assert law.pack_for("party", date(2023, 12, 31)).report_above_minor == 750_000
    assert law.pack_for("party", date(2024, 1, 1)).report_above_minor == 1_118_000


def test_a_new_law_is_a_pack_with_a_date_and_holds_from_that_day() -> None:
    old = replace(PARTY, effective_until=date(2027, 3, 31))
    new = replace(PARTY, name="party-2", effective_from=date(2027, 4, 1), check_above_minor=20_000)

    assert faults(old, new) == []
    assert law.pack_for("party", date(2027, 3, 31), [new, old]).check_above_minor == 50_000
    assert law.pack_for("party", date(2027, 4, 1), [new, old]).check_above_minor == 20_000


def test_before_the_first_pack_its_rules_are_followed() -> None:
    assert law.pack_for("party", date(1999, 1, 1), [PARTY]) == PARTY


def test_a_status_that_no_pack_is_for_is_an_error() -> None:
    with pytest.raises(KeyError, match="club"):
        law.pack_for("club", date(2026, 1, 1))


@pytest.mark.parametrize(
    ("packs", "told"),
    [
        ((), "No pack is for the status party."),
        ((replace(PARTY, effective_until=date(2027, 1, 1)),), "party-1 ends, and nothing follows it."),
        (
            (
                replace(PARTY, effective_until=date(2027, 1, 1)),
                replace(PARTY, name="party-2", effective_from=date(2027, 1, 3)),
            ),
            "party-1 must end the day before party-2 begins.",
        ),
        ((PARTY, replace(PARTY, effective_from=date(2011, 1, 1))), "Two packs have the same name."),
        ((replace(PARTY, sources=[]),), "party-1 does not say where its rules are published."),
        ((replace(PARTY, sources=[Source("", LAW)]),), "party-1 does not say where its rules are published."),
        ((replace(PARTY, sources=[Source("Law", "law")]),), "party-1 does not say where its rules are published."),
        (
            (replace(PARTY, days_to_decide=2),),
            "party-1 needs an amount above nothing, and three days or more to decide.",
        ),
        ((replace(PARTY, report_above_minor=100),), "party-1 has a higher threshold where a lower one belongs."),
        ((replace(PARTY, declaration={"en": "Mine"}),), "party-1 has no declaration in: cy."),
    ],
)
def test_a_fault_in_the_file_is_named(packs: tuple[RulePack, ...], told: str) -> None:
    assert told in faults(*packs)


def test_the_declaration_is_in_the_donors_language_or_else_in_english() -> None:
    assert PARTY.declaration_in("cy") == "Fy arian fy hun"
    assert PARTY.declaration_in("fr") == "My own money"
