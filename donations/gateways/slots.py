"""How many calls to another host may be under way at once, so that a host that hangs holds up nobody else. Pure."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class NoSlot(Exception):
    """Every slot is taken and none was given back in time."""


class Slots:
    """`count` slots for the threads of this process. A thread that has one already needs no second."""

    def __init__(self, count: int, patience_seconds: int) -> None:
        self._free = threading.BoundedSemaphore(count)
        self._patience = patience_seconds
        self._mine = threading.local()

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Hold a slot meanwhile. Raises: NoSlot."""
        if getattr(self._mine, "has_one", False):
            yield
            return
        if not self._free.acquire(timeout=self._patience):
            raise NoSlot
        self._mine.has_one = True
        try:
            yield
        finally:
            self._mine.has_one = False
            self._free.release()
