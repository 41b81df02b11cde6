"""Why a goal changed, in the reader's language."""

from datetime import UTC, datetime

import pytest
from django.utils import translation

from donations.goals import GoalChange
from donations.templatetags.goals import reason

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
