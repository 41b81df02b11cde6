"""What is left to set up on a new site. Packages register steps; the admin's home page lists those still open."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do. `is_done` and `url` are asked with the request of the admin's home page."""

    title: str | Promise
    explanation: str | Promise
    is_done: Callable[[HttpRequest], bool]
    url: Callable[[HttpRequest], str]


_steps: list[Step] = []


def register(step: Step) -> None:
    _steps.append(step)


def open_steps(request: HttpRequest) -> list[Step]:
    return [step for step in _steps if not step.is_done(request)]
