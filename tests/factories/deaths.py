"""A process that dies at a chosen step: after a statement, a commit, an answer of Stripe's, or a mail that went out."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from donations.gateways.stripe import StripeGateway


class Died(KeyboardInterrupt):
    """Nothing catches it, as nothing catches SIGKILL: not `except Exception`, and not whoever runs a task at once."""


class Process:
    """Takes steps and dies right after number `dies_after`. From then on it can do nothing more, as the dead cannot."""

    def __init__(self, dies_after: int) -> None:
        self.dies_after, self.steps, self.last = dies_after, 0, ""

    @property
    def is_dead(self) -> bool:
        return self.steps >= self.dies_after

    def do(self, what: str, work: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
        if self.is_dead:
            raise Died
        done = work(*arguments, **options)
        self.steps, self.last = self.steps + 1, what
        if self.is_dead:
            raise Died
        return done


@contextmanager
def dying(patch: pytest.MonkeyPatch, *, after: int) -> Iterator[Process]:
    """What runs in here dies after so many steps, and its connection goes with it; or lives, having fewer."""
    process = Process(after)
    connections.close_all()
    connection.ensure_connection()
    with patch.context() as patched, suppress(Died), connection.execute_wrapper(_statement(process)):
        for owner, name, what in (
            (BaseDatabaseWrapper, "_commit", "COMMIT"),
            (EmailBackend, "send_messages", "a mail"),
            (StripeGateway, "refund", "Stripe's yes"),
            (StripeGateway, "open_checkout", "Stripe's session"),
        ):
            patched.setattr(owner, name, _step(process, what, getattr(owner, name)))
        yield process
    connections.close_all()


def _statement(process: Process) -> Callable[..., Any]:
    def execute(run: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        return process.do(sql, run, sql, params, many, context)

    return execute


def _step(process: Process, what: str, work: Callable[..., Any]) -> Callable[..., Any]:
    def step(*arguments: Any, **options: Any) -> Any:
        return process.do(what, work, *arguments, **options)

    return step
