"""Why a goal changed, in the reader's language."""

from datetime import UTC, datetime

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from donations.goals import GoalChange
from donations.models import Crowdfund
from donations.templatetags.goals import reason, reason_language

AT = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "reasons", "said"),
    [
        ("cy", {"en": "A larger hall.", "cy": "Neuadd fwy."}, "Neuadd fwy."),
        ("cy", {"en": "A larger hall."}, "A larger hall."),
        ("en", {"cy": "Neuadd fwy."}, "Neuadd fwy."),
        ("en", {}, ""),
    ],
)
def test_the_reason_is_in_the_language_of_the_reader_or_else_in_another(
    language: str, reasons: dict[str, str], said: str
) -> None:
    with translation.override(language):
        assert reason(GoalChange(1, 2, AT, reasons)) == said


def test_a_change_is_kept_as_json_and_read_again() -> None:
    change = GoalChange(500_000, 600_000, AT, {"en": "A larger hall."})

    assert GoalChange.read(change.written()) == change


@pytest.mark.parametrize(
    ("language", "reasons", "marked"),
    [
        ("cy", {"en": "A larger hall."}, "en"),
        ("en", {"cy": "Neuadd fwy."}, "cy"),
        ("cy", {"en": "A larger hall.", "cy": "Neuadd fwy."}, ""),
        ("en", {}, ""),
    ],
)
def test_the_language_of_the_reason_is_told_where_it_is_not_the_reader_s(
    language: str, reasons: dict[str, str], marked: str
) -> None:
    with translation.override(language):
        assert reason_language(GoalChange(1, 2, AT, reasons)) == marked


def test_a_reason_in_another_language_is_marked_on_the_page() -> None:
    crowdfund = Crowdfund(goal_changes=[GoalChange(1, 2, AT, {"en": "A <b>larger</b> hall."}).written()])

    with translation.override("cy"):
        html = render_to_string("components/goal_changes.html", {"crowdfund": crowdfund})

    assert '<span lang="en">A &lt;b&gt;larger&lt;/b&gt; hall.</span>' in html
    with translation.override("en"):
        assert "<span" not in render_to_string("components/goal_changes.html", {"crowdfund": crowdfund})
