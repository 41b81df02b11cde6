"""On which day a month is billed."""

from datetime import UTC, datetime

import pytest

from donations.sandbox.billing import months_after


@pytest.mark.parametrize(
    ("anchor", "months", "expected"),
    [
        (datetime(2027, 1, 31, 8, tzinfo=UTC), 1, datetime(2027, 2, 28, 8, tzinfo=UTC)),
        (datetime(2027, 1, 31, 8, tzinfo=UTC), 2, datetime(2027, 3, 31, 8, tzinfo=UTC)),
        (datetime(2027, 12, 15, tzinfo=UTC), 1, datetime(2028, 1, 15, tzinfo=UTC)),
        (datetime(2027, 3, 1, tzinfo=UTC), 12, datetime(2028, 3, 1, tzinfo=UTC)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_month_s_last(anchor, months, expected):
    assert months_after(int(anchor.timestamp()), months) == int(expected.timestamp())
