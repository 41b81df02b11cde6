"""Recurrence rules of every kind that is taken, for tests with generated ones."""

from datetime import date, timedelta

from hypothesis import strategies as st

from events.recurrence import FREQUENCIES, Rule

START, LAST = date(2026, 1, 1), date(2027, 6, 30)


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    """Any rule that is taken, with parts that go together."""
    freq = draw(st.sampled_from(FREQUENCIES))
    is_long = freq in ("MONTHLY", "YEARLY")
    ordinals = st.sampled_from([1, 2, 3, 4, 5, -1, -2] if is_long and draw(st.booleans()) else [0])
    month_days = st.sampled_from([*range(1, 32), -1, -2, -31])
    by_day = draw(st.lists(st.tuples(ordinals, st.integers(0, 6)), max_size=3))
    by_month_day = draw(st.lists(month_days, max_size=3)) if freq != "WEEKLY" else []
    end = draw(st.sampled_from(["count", "until", "horizon"]))
    return Rule(
        freq,
        interval=draw(st.integers(1, 4)),
        count=draw(st.integers(1, 30)) if end == "count" else None,
        until=date(2026, 1, 1) + timedelta(draw(st.integers(0, 600))) if end == "until" else None,
        week_start=draw(st.sampled_from([0, 0, 6])),
        by_month=tuple(sorted(draw(st.sets(st.integers(1, 12), max_size=3)))),
        by_month_day=tuple(sorted(set(by_month_day))),
        by_day=tuple(sorted(set(by_day))),
        by_set_pos=(draw(st.sampled_from([1, 2, -1])),)
        if is_long and (by_day or by_month_day) and draw(st.booleans())
        else (),
    )
