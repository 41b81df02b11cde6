"""Health: what waits too long, for the worker or for the mail server, is told; what has just come is not."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cms import health
from cms.models import OutgoingMail

NO_TIME_OF_ITS_OWN = datetime(9999, 1, 1, tzinfo=UTC)


def ago(minutes: int) -> datetime:
    return timezone.now() - timedelta(minutes=minutes)


def enqueue(minutes: int, status: str = "READY", run_after: datetime | None = None) -> None:
    after = run_after or NO_TIME_OF_ITS_OWN
    row = DBTaskResult.objects.create(status=status, args_kwargs={}, backend_name="default", run_after=after)
    DBTaskResult.objects.filter(pk=row.pk).update(enqueued_at=ago(minutes))


def keep_mail(key: str, minutes: int, **fields: Any) -> None:
    then = ago(minutes)
    wanted: dict[str, Any] = {"to": "ada@example.org", "created_at": then, "next_attempt_at": then, **fields}
    OutgoingMail.objects.create(key=key, **wanted)


def test_a_task_that_no_worker_takes_is_told(db: None) -> None:
    enqueue(14)
    enqueue(60, "RUNNING")
    enqueue(60, "SUCCESSFUL")
    enqueue(60, "FAILED")
    enqueue(60, run_after=ago(-60))
    assert health.check_tasks() is None

    enqueue(16)
    enqueue(17, run_after=ago(5))

    assert health.check_tasks() == "2 not run"


def test_mail_that_is_not_sent_is_told(db: None) -> None:
    keep_mail("new", 14)
    keep_mail("sent", 60, status="sent", sent_at=ago(59))
    keep_mail("given up", 60, status="failed")
    assert health.check_mail() is None

    keep_mail("late", 16)
    keep_mail("later", 40)

    assert health.check_mail() == "2 not sent"


def test_one_address_that_no_server_takes_leaves_the_site_ready(db: None) -> None:
    keep_mail("late", 16)
    keep_mail("sent", 15, status="sent", sent_at=ago(15))

    assert health.check_mail() == "ok, but 1 not sent yet"


def test_a_mail_to_nobody_proves_no_mail_server(db: None) -> None:
    keep_mail("late", 16)
    keep_mail("nobody", 15, to="", status="sent", sent_at=ago(15))

    assert health.check_mail() == "1 not sent"


def test_both_are_part_of_what_readyz_tells(client: Client, db: None) -> None:
    enqueue(16)
    keep_mail("late", 16)

    response = client.get("/readyz")

    assert response.status_code == 503
    assert {name: response.json()["checks"][name] for name in ("tasks", "mail")} == {
        "tasks": "1 not run",
        "mail": "1 not sent",
    }
