"""A mapping in parts: a copy shares all of them, and has its own of a part only once something is written there."""

from collections.abc import Hashable, Iterator
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

PARTS = 256


class SharedMap(Generic[Key, Value]):
    def __init__(self) -> None:
        self._parts: list[dict[Key, Value]] = [{} for _ in range(PARTS)]
        self._own = set(range(PARTS))

    def copy(self) -> "SharedMap[Key, Value]":
        """One that may be changed; this one must stay as it is from now on."""
        copied = SharedMap[Key, Value]()
        copied._parts, copied._own = self._parts.copy(), set()
        return copied

    def get(self, key: Key) -> Value | None:
        return self._parts[hash(key) % PARTS].get(key)

    def set(self, key: Key, value: Value) -> None:
        self._to_write(key)[key] = value

    def remove(self, key: Key) -> None:
        del self._to_write(key)[key]

    def items(self) -> Iterator[tuple[Key, Value]]:
        """In no order."""
        for part in self._parts:
            yield from part.items()

    def _to_write(self, key: Key) -> dict[Key, Value]:
        number = hash(key) % PARTS
        if number not in self._own:
            self._parts[number] = self._parts[number].copy()
            self._own.add(number)
        return self._parts[number]
