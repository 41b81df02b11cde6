"""What `reconcile` tells: one thing that was not as it should be, in words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that was not as it should be. `text` says what, for the treasurer's eyes."""

    text: str
    is_repaired: bool
