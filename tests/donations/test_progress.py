"""The tracker's numbers."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from donations.progress import Progress


def progress(**changes: Any) -> Progress:
    wanted = {
        "goal_minor": 500_000,
        "raised_minor": 0,
        "currency": "GBP",
        "donors": 0,
        "updated_at": datetime(2026, 11, 23, tzinfo=UTC),
        "last_day": None,
        "today": date(2026, 11, 23),
    }
    return Progress(**(wanted | changes))


@pytest.mark.parametrize(
    ("raised", "percent", "capped", "is_over"),
    [
        (0, 0, 0, False),
        (4_999, 0, 4_999, False),
        (5_000, 1, 5_000, False),
        (499_999, 99, 499_999, False),
        (500_000, 100, 500_000, False),
        (500_001, 100, 500_000, True),
        (1_000_000, 200, 500_000, True),
        (-100, 0, 0, False),
    ],
)
def test_per_cent_is_rounded_down_and_the_bar_stays_in_its_frame(
    raised: int, percent: int, capped: int, is_over: bool
) -> None:
    shown = progress(raised_minor=raised)

    assert (shown.percent, shown.capped_minor, shown.is_over_goal) == (
        percent,
        capped,
        is_over,
    )


@pytest.mark.parametrize(
    ("last_day", "left"), [(None, None), (date(2026, 11, 22), None), (date(2026, 11, 23), 0), (date(2026, 11, 30), 7)]
)
def test_days_are_counted_to_the_last_day_itself(last_day: date | None, left: int | None) -> None:
    assert progress(last_day=last_day).days_left == left
