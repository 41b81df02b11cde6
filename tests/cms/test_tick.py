"""The clock: each job once a period, whoever asks, and no job stops another."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command

from cms import tick
from cms.models import TickRun

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch, db: None) -> list[str]:
    """The names of the jobs that ran; only those are registered that a test registers."""
    monkeypatch.setattr(tick, "_jobs", {})
    return []


def register(ran: list[str], name: str, every: timedelta = MINUTE) -> None:
    tick.register(name, lambda now: ran.append(name), every=every)


def test_a_job_runs_once_in_its_period(ran: list[str]) -> None:
    register(ran, "often")
    register(ran, "daily", timedelta(days=1))

    for minute in (0, 0, 1, 1, 2):
        tick.run_due(NOW + minute * MINUTE)
    tick.run_due(NOW + timedelta(days=1))

    assert ran == ["often", "daily", "often", "often", "often", "daily"]


def test_a_job_that_fails_stops_no_other_and_is_tried_again_next_time(
    ran: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    def fail(now: datetime) -> None:
        ran.append("tried")
        raise RuntimeError("no")

    tick.register("broken", fail, every=MINUTE)
    register(ran, "sound")

    done = tick.run_due(NOW)
    tick.run_due(NOW + MINUTE)

    assert done == ["sound"]
    assert ran == ["tried", "sound", "tried", "sound"]
    assert "The timed job broken failed" in caplog.text


def test_a_minute_job_runs_each_minute_though_the_clock_is_never_exact(ran: list[str]) -> None:
    register(ran, "often")

    for minute in range(60):
        late = timedelta(seconds=minute * 7 % 5, milliseconds=minute * 37 % 1000)
        tick.run_due(NOW + minute * MINUTE + late)

    assert len(ran) == 60


def test_the_time_of_day_stays_though_a_job_ran_late_and_a_missed_period_is_not_made_up(ran: list[str]) -> None:
    register(ran, "often")

    tick.run_due(NOW)
    tick.run_due(NOW + timedelta(seconds=100))
    late = TickRun.objects.get().due_at
    tick.run_due(NOW + timedelta(minutes=9))

    assert late == NOW + timedelta(seconds=120)
    assert TickRun.objects.get().due_at == NOW + timedelta(minutes=10)
    assert len(ran) == 3


def test_no_job_runs_much_before_its_time(ran: list[str]) -> None:
    register(ran, "second", timedelta(seconds=1))
    register(ran, "minute")

    for _ in range(5):
        tick.run_due(NOW)
    tick.run_due(NOW + timedelta(seconds=49))

    assert ran == ["second", "minute", "second"]


def test_a_daily_job_that_failed_is_tried_again_within_the_hour(
    ran: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    def fail_once(now: datetime) -> None:
        ran.append(f"{now:%H:%M}")
        if len(ran) == 1:
            raise RuntimeError("no")

    tick.register("daily", fail_once, every=timedelta(days=1))

    for minute in range(60):
        tick.run_due(NOW + minute * MINUTE)

    assert ran == ["09:00", "09:15"]
    assert TickRun.objects.get().due_at == NOW + timedelta(days=1, minutes=15)
    assert "The timed job daily failed" in caplog.text


def test_of_two_at_once_one_runs_the_job(ran: list[str]) -> None:
    def run_while_another_ticks(now: datetime) -> None:
        ran.append("slow")
        tick.run_due(now)

    tick.register("slow", run_while_another_ticks, every=MINUTE)
    tick.run_due(NOW)

    assert ran == ["slow"]


def test_of_two_who_saw_the_same_job_due_one_runs_it(ran: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    register(ran, "job")
    get_or_create = TickRun.objects.get_or_create
    others = [1]

    def another_is_quicker(**wanted: object) -> object:
        found = get_or_create(**wanted)
        if others:
            others.pop()
            tick.run_due(NOW)
        return found

    monkeypatch.setattr(TickRun.objects, "get_or_create", another_is_quicker)
    tick.run_due(NOW)

    assert others == []
    assert ran == ["job"]


def test_the_command_runs_what_is_due(ran: list[str]) -> None:
    register(ran, "job")

    call_command("tick")
    call_command("tick")

    assert ran == ["job"]


@pytest.mark.django_db
def test_the_sites_own_jobs_all_run() -> None:
    assert set(tick.run_due(NOW)) >= {"send-mail", "publish-scheduled", "retention", "reconcile"}
