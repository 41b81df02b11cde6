"""How times are taken and told: medians, and ratios. Absolute times say more about the machine than about us."""

import time
from collections.abc import Callable
from statistics import median


def measure(work: Callable[[], object], times: int = 30) -> float:
    """The median of so many runs, in seconds."""
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return median(taken)


def compare(what: str, chosen: tuple[str, float], other: tuple[str, float]) -> None:
    """Say how much longer the other takes than what was chosen; both are (name, seconds)."""
    print(f"{what}: {chosen[0]} takes 1, {other[0]} takes {other[1] / chosen[1]:.1f}", flush=True)
