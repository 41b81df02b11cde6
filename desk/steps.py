"""The steps of a meeting, in the order in which they are asked, and which of them still lack something."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from desk.forms import AccessForm, StepForm, WhatForm, WhereForm
from desk.when import WhenForm
from pages.models import EventPage


@dataclass(frozen=True, slots=True)
class Step:
    name: str
    title: Any
    form: type[StepForm] | None
    """None where it is not words and numbers that are asked for."""


STEPS = (
    Step("what", _("What is it about?"), WhatForm),
    Step("when", _("When is it?"), WhenForm),
    Step("where", _("Where is it?"), WhereForm),
    Step("access", _("Access and room"), AccessForm),
    Step("photo", _("A photo"), None),
)
BY_NAME = {step.name: step for step in STEPS}


def after(step: Step) -> Step | None:
    number = STEPS.index(step) + 1
    return STEPS[number] if number < len(STEPS) else None


def before(step: Step) -> Step | None:
    number = STEPS.index(step)
    return STEPS[number - 1] if number else None


def unfinished(draft: EventPage) -> list[Step]:
    """The steps without whose answers the meeting cannot be published."""
    return [step for step in STEPS if step.form and not _is_answered(step.form, draft)]


def _is_answered(form: type[StepForm], draft: EventPage) -> bool:
    asked = form(instance=draft)
    # A copy: the form writes onto what it is given.
    return form(asked.filled_in(), instance=EventPage.from_serializable_data(draft.serializable_data())).is_valid()
