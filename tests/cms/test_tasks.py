"""Tasks are a part of the transaction that asks for them, wherever they are done."""

from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django.fixtures import Settings

from cms.mail import send_mail
from cms.models import OutgoingMail

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def letter() -> OutgoingMail:
    now = timezone.now()
    return OutgoingMail.objects.create(
        key="k", to="ada@example.org", subject="s", text="t", created_at=now, next_attempt_at=now
    )


def is_sent(mailoutbox: list[Any]) -> bool:
    return len(mailoutbox) == 1


def test_on_one_machine_a_task_waits_for_the_commit(letter: OutgoingMail, mailoutbox: list[Any]) -> None:
    with transaction.atomic():
        result = send_mail.enqueue(letter.pk)
        assert not is_sent(mailoutbox)

    assert is_sent(mailoutbox)
    assert result.task == send_mail


def test_without_a_transaction_it_is_done_at_once(letter: OutgoingMail, mailoutbox: list[Any]) -> None:
    send_mail.enqueue(letter.pk)

    assert is_sent(mailoutbox)


@pytest.mark.parametrize("backend", ["cms.tasks.AfterCommitBackend", "django_tasks_db.DatabaseBackend"])
def test_of_a_transaction_that_fails_nothing_is_left(
    letter: OutgoingMail, mailoutbox: list[Any], settings: Settings, backend: str
) -> None:
    settings.TASKS = {"default": {"BACKEND": backend}}
    assert type(send_mail.get_backend()).__module__.startswith(backend.partition(".")[0])

    with transaction.atomic():
        send_mail.enqueue(letter.pk)
        assert DBTaskResult.objects.exists() == (backend == "django_tasks_db.DatabaseBackend")
        transaction.set_rollback(True)

    assert not is_sent(mailoutbox)
    assert not DBTaskResult.objects.exists()
