"""Where tasks go on one machine: they are done here and at once, but not before what asked for them is committed."""

from typing import Any

from django.db import transaction
from django_tasks.backends.immediate import ImmediateBackend
from django_tasks.base import Task, TaskResult, TaskResultStatus
from django_tasks.utils import get_random_id


class AfterCommitBackend(ImmediateBackend):
    """`enqueue` may be called in a transaction, as with the queue in the database, whose row is a part of it.

    So whoever asks for a task need not know which of the two it is, and neither does a task whose transaction fails.
    """

    def enqueue(self, task: Task[Any, Any], args: Any, kwargs: Any) -> TaskResult[Any]:
        """Gives a result that says no more than that the task is ready: nobody waits for what comes of it."""
        self.validate_task(task)
        transaction.on_commit(lambda: super(AfterCommitBackend, self).enqueue(task, args, kwargs))
        return TaskResult(
            task=task,
            id=get_random_id(),
            status=TaskResultStatus.READY,
            enqueued_at=None,
            started_at=None,
            last_attempted_at=None,
            finished_at=None,
            args=args,
            kwargs=kwargs,
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )
