"""Every error of the API as problem+json (RFC 9457): which exception becomes which problem, in one place."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import singledispatch
from types import MappingProxyType
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja.errors import HttpError, ValidationError

from accounts.throttling import LOCKED_FOR_SECONDS, TooOften
from api.schemas.problems import Challenge, FieldError, Problem
from api.titles import TITLES
from community.services.commenting import NoAnswerPossible, TooManyWaiting
from community.talks import TalkClosed
from donations import proof_of_work
from donations.attack import StepNeeded
from donations.gateways.base import GatewayRefused, GatewayUnavailable
from donations.rules import AmountOutOfRange
from donations.services import CrowdfundClosed, KeyReused, MonthlyNotOffered
from donations.throttling import WINDOW_SECONDS, TooManyCheckouts
from events.services.sign_ups import NotOpen
from pages.contributions.calls import CallClosed

logger = logging.getLogger(__name__)

CONTENT_TYPE = "application/problem+json"
MOST_ERRORS_NAMED = 20
LONGEST_NAME = 100


class FormRefused(Exception):
    """What the form that people fill in does not take. `errors` says why, by the names of its fields.

    `called` gives the names that fields have in the API where these are others.
    """

    def __init__(self, form: BaseForm, *, called: Mapping[str, str] = MappingProxyType({})) -> None:
        super().__init__("The form was refused")
        said = [(called.get(name, name), str(each)) for name, told in form.errors.items() for each in told]
        self.errors = [FieldError(name=name, message=words) for name, words in said]


@dataclass(frozen=True)
class Answer:
    """A problem before it is written: `code` names it, `headers` go along."""

    status: int
    code: str
    detail: str
    errors: Sequence[FieldError] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    challenge: Challenge | None = None


def refuse(answer: Answer) -> HttpResponse:
    problem = Problem(
        type=f"urn:problem-type:hustings:{answer.code}",
        title=TITLES[answer.status],
        status=answer.status,
        detail=answer.detail,
        errors=list(answer.errors[:MOST_ERRORS_NAMED]),
        challenge=answer.challenge,
    )
    headers = {"Cache-Control": "no-store", **answer.headers}
    return JsonResponse(
        problem.model_dump(exclude_none=True), status=answer.status, content_type=CONTENT_TYPE, headers=headers
    )


def answer_exception(request: HttpRequest, error: Any) -> HttpResponse:
    """The problem that an exception means. One that is not expected is logged, and tells nothing."""
    return refuse(problem_of(error))


@singledispatch
def problem_of(error: Exception) -> Answer:
    logger.error("The API failed", exc_info=error)
    return Answer(500, "internal-error", "Something went wrong here. It has been noted.")


@problem_of.register
def _(error: Http404) -> Answer:
    return Answer(404, "not-found", "There is nothing at this address.")


@problem_of.register
def _(error: ValidationError) -> Answer:
    return unprocessable([FieldError(name=_name(each["loc"]), message=each["msg"]) for each in error.errors])


@problem_of.register
def _(error: FormRefused) -> Answer:
    return unprocessable(error.errors)


@problem_of.register
def _(error: NotOpen) -> Answer:
    why = {"cancelled": "it does not take place", "begun": "it has begun or is over"}.get(error.why, "it is not public")
    return Answer(409, "sign-up-closed", f"Nobody can sign up for this date: {why}.")


@problem_of.register
def _(error: TooOften | TooManyWaiting) -> Answer:
    headers = {"Retry-After": str(LOCKED_FOR_SECONDS)}
    return Answer(429, "too-often", "Too often from this sender, or with this email address.", headers=headers)


@problem_of.register
def _(error: TalkClosed) -> Answer:
    return Answer(409, "comments-closed", "Nobody can comment under this page any more.")


@problem_of.register
def _(error: CallClosed) -> Answer:
    return Answer(409, "call-closed", "No texts are taken for this series at the moment.")


@problem_of.register
def _(error: NoAnswerPossible) -> Answer:
    message = "No comment under this page, or one that takes no answers"
    return unprocessable([FieldError(name="parent", message=message)])


@problem_of.register
def _(error: HttpError) -> Answer:
    # Ninja raises it for one thing only: a body that is not JSON.
    return Answer(error.status_code, "malformed-body", error.message)


@problem_of.register
def _(error: SuspiciousOperation) -> Answer:
    return Answer(400, "malformed-request", "The request could not be read.")


@problem_of.register
def _(error: RequestDataTooBig) -> Answer:
    return Answer(413, "body-too-large", "The body is too large.")


@problem_of.register
def _(error: CrowdfundClosed) -> Answer:
    return Answer(
        410, "crowdfund-closed", "It takes no donations: it is over, or not all of its plan is published yet."
    )


@problem_of.register
def _(error: AmountOutOfRange) -> Answer:
    words = {"too_small": "at least", "too_large": "at most", "uneven": "a multiple of"}[error.code]
    message = f"Input should be {words} {error.limit_minor}"
    code = f"amount-{error.code.replace('_', '-')}"
    return Answer(422, code, f"amount_minor: {message}.", [FieldError(name="amount_minor", message=message)])


@problem_of.register
def _(error: KeyReused) -> Answer:
    return Answer(409, "key-reused", "This Idempotency-Key was used before for another crowdfund, amount or frequency.")


@problem_of.register
def _(error: MonthlyNotOffered) -> Answer:
    message = "This crowdfund takes no monthly gifts"
    return Answer(422, "monthly-not-offered", f"frequency: {message}.", [FieldError(name="frequency", message=message)])


@problem_of.register
def _(error: TooManyCheckouts) -> Answer:
    headers = {"Retry-After": str(WINDOW_SECONDS)}
    return Answer(429, "too-many-checkouts", "Too many checkouts from this address.", headers=headers)


@problem_of.register
def _(error: StepNeeded) -> Answer:
    asked = error.challenge
    challenge = Challenge(
        token=asked.text,
        seed=asked.seed,
        parts=proof_of_work.PARTS,
        bits=asked.bits,
        expires_at=datetime.fromtimestamp(asked.expires_at, tz=UTC),
    )
    detail = "Very many checkouts are being opened. Solve the challenge and send the solution as proof."
    return Answer(428, "proof-needed", detail, challenge=challenge)


@problem_of.register
def _(error: OperationalError) -> Answer:
    logger.warning("The database is busy: %s", error)
    return Answer(503, "busy", "Too much is going on here at the moment. Try again.", headers={"Retry-After": "5"})


@problem_of.register
def _(error: GatewayUnavailable) -> Answer:
    detail = "The payment provider does not answer. No money was taken; try again with the same Idempotency-Key."
    return Answer(503, "gateway-unavailable", detail, headers={"Retry-After": "30"})


@problem_of.register
def _(error: GatewayRefused) -> Answer:
    return Answer(502, "gateway-refused", "The payment provider refused this checkout. No money was taken.")


def unprocessable(errors: Sequence[FieldError]) -> Answer:
    names = ", ".join(dict.fromkeys(error.name for error in errors[:MOST_ERRORS_NAMED]))
    return Answer(422, "invalid-request", f"Not accepted: {names}.", errors)


def _name(location: Sequence[Any]) -> str:
    """What the client called it: the last part that is a name, such as answers in (body, wish, answers, 2)."""
    names = [str(part) for part in location if not isinstance(part, int)]
    return names[-1][:LONGEST_NAME] if len(location) > 2 or location[0] != "body" else "body"
