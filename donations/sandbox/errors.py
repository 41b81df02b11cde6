"""What the sandbox answers when it says no: https://docs.stripe.com/api/errors."""

from typing import Any


class ApiError(Exception):
    """A refusal, with the status and the error object that Stripe would answer."""

    def __init__(
        self,
        message: str,
        *,
        status: int = 400,
        kind: str = "invalid_request_error",
        code: str | None = None,
        param: str | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        known = {"type": kind, "message": message, "code": code, "param": param}
        self.body: dict[str, Any] = {"error": {name: value for name, value in known.items() if value is not None}}


class ConnectionLost(Exception):
    """The answer never arrives."""


FAULTS = {
    "402": ApiError("Your card was declined.", status=402, kind="card_error", code="card_declined"),
    "409": ApiError(
        "There is currently another in-progress request using this idempotency key.",
        status=409,
        kind="idempotency_error",
        code="idempotency_key_in_use",
    ),
    "429": ApiError("Too many requests.", status=429, code="rate_limit"),
    "500": ApiError("An unknown error occurred.", status=500, kind="api_error"),
}
# Not carried out, and carried out with the answer lost.
TIMEOUT, LOST_ANSWER = "timeout", "lost_answer"
FAULT_NAMES = (*FAULTS, TIMEOUT, LOST_ANSWER)


def missing(kind: str, object_id: str) -> ApiError:
    return ApiError(f"No such {kind}: '{object_id}'", status=404, code="resource_missing", param="id")
