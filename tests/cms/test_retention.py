"""Retention: what is over for thirty days is forgotten, what still waits or is needed stays."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django_tasks_db.models import DBTaskResult

from cms import mail, retention
from cms.models import OutgoingMail

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
OLD = NOW - timedelta(days=30, seconds=1)
RECENT = NOW - timedelta(days=29)


def keep_mail(key: str, created_at: datetime, status: str, to: str = "ada@example.org") -> None:
    words = {"to": to, "subject": "Thank you", "text": "Dear Ada", "html": "<p>Dear Ada</p>"}
    OutgoingMail.objects.create(key=key, created_at=created_at, next_attempt_at=created_at, status=status, **words)


def words_kept() -> dict[str, tuple[str, ...]]:
    rows = OutgoingMail.objects.order_by("key").values_list("key", "to", "subject", "text", "html")
    return {key: words for key, *words in rows if any(words)}


@pytest.mark.django_db
def test_the_words_of_mails_are_forgotten_once_they_are_old_and_no_longer_wait() -> None:
    for status in ("sent", "failed", "waiting"):
        keep_mail(f"old {status}", OLD, status)
        keep_mail(f"recent {status}", RECENT, status)

    retention.forget(NOW)

    assert list(words_kept()) == ["old waiting", "recent failed", "recent sent", "recent waiting"]
    assert OutgoingMail.objects.count() == 6


@pytest.mark.django_db
def test_the_words_of_a_mail_to_nobody_are_forgotten_too() -> None:
    keep_mail("nobody", OLD, "sent", to="")

    retention.forget(NOW)

    assert words_kept() == {}


@pytest.mark.django_db
def test_a_cause_that_comes_again_after_that_sends_nothing() -> None:
    keep_mail("receipt:1", OLD, "sent")
    retention.forget(NOW)

    context: dict[str, Any] = {"user": {"get_username": "ada"}, "url": "https://example.org/x"}
    mail.queue_mail(
        key="receipt:1", to="ada@example.org", template="password_reset", context=context, locale="en", now=NOW
    )

    assert OutgoingMail.objects.values_list("key", "status", "to").get() == ("receipt:1", "sent", "")


@pytest.mark.django_db
def test_tasks_go_once_they_have_been_finished_for_long() -> None:
    for status, finished_at in (
        ("SUCCESSFUL", OLD),
        ("FAILED", OLD),
        ("SUCCESSFUL", RECENT),
        ("FAILED", RECENT),
        ("READY", None),
    ):
        DBTaskResult.objects.create(
            status=status, finished_at=finished_at, args_kwargs={}, backend_name="default", run_after=OLD
        )

    retention.forget(NOW)

    kept = DBTaskResult.objects.order_by("status").values_list("status", "finished_at")
    assert list(kept) == [("FAILED", RECENT), ("READY", None), ("SUCCESSFUL", RECENT)]


@pytest.mark.django_db
def test_sessions_go_once_they_have_ended() -> None:
    Session.objects.create(session_key="ended", session_data="", expire_date=NOW - timedelta(seconds=1))
    Session.objects.create(session_key="open", session_data="", expire_date=NOW + timedelta(seconds=1))

    with time_machine.travel(NOW, tick=False):
        retention.forget(NOW)

    assert list(Session.objects.values_list("session_key", flat=True)) == ["open"]
