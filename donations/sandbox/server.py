"""The sandbox's API without any network: a request comes in, an answer as Stripe's goes out.

Kept as at Stripe: keys, unknown parameters, idempotency (https://docs.stripe.com/api/idempotent_requests) and errors.
"""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from donations.sandbox import clock, params
from donations.sandbox.endpoints import Call, Pages, Route
from donations.sandbox.errors import FAULTS, LOST_ANSWER, TIMEOUT, ApiError, ConnectionLost
from donations.sandbox.expansion import show
from donations.sandbox.objects import new_id
from donations.sandbox.routes import ROUTES
from donations.sandbox.store import Object, Rows, Store


@dataclass(frozen=True)
class Answer:
    status: int
    body: Object
    headers: dict[str, str] = field(default_factory=lambda: {"Request-Id": new_id("req")})


class Server:
    """`deliver` is called after every change, outside the transaction; `pages` are where people are sent."""

    def __init__(self, store: Store, *, pages: Pages, deliver: Callable[[], object]) -> None:
        self.store = store
        self._pages = pages
        self._deliver = deliver

    def handle(self, method: str, path: str, encoded: str, headers: Mapping[str, str]) -> Answer:
        """Answer one request; `encoded` is its query or form. Raises ConnectionLost when told to."""
        fault = self._next_fault()
        if fault == TIMEOUT:
            raise ConnectionLost
        try:
            if fault in FAULTS:
                self._keep_failure(FAULTS[fault], method, path, encoded, headers.get("Idempotency-Key"))
                raise FAULTS[fault]
            _check_key(headers)
            answer = self._answer(method, path, encoded, headers.get("Idempotency-Key"))
        except ApiError as error:
            answer = Answer(error.status, error.body)
        if method != "GET":
            self._deliver()
        if fault == LOST_ANSWER:
            raise ConnectionLost
        return answer

    def _answer(self, method: str, path: str, encoded: str, key: str | None) -> Answer:
        route, object_id = _find(method, path)
        given = params.parse(encoded)
        with self.store.transaction() as rows:
            if method == "GET" or not key:
                return Answer(200, self._run(rows, route, given, object_id, path))
            return self._answer_once(rows, route, given, object_id, path, key)

    def _keep_failure(self, failure: ApiError, method: str, path: str, encoded: str, key: str | None) -> None:
        """As Stripe does: a server error is the answer to its key for ever, as if the call had been carried out."""
        if failure.status == 500 and method == "POST" and key:
            with self.store.transaction() as rows:
                rows.keep_answer(key, _request(path, params.parse(encoded)), failure.body)

    def _answer_once(
        self, rows: Rows, route: Route, given: dict[str, Any], object_id: str, path: str, key: str
    ) -> Answer:
        """The first answer to a key is the answer to it for ever, and only for the request that it first came with.

        A refusal is not kept: the same key may come again with better parameters.
        """
        request = _request(path, given)
        kept = rows.answer(key)
        if kept is None:
            answer = self._run(rows, route, given, object_id, path)
            rows.keep_answer(key, request, answer)
            return Answer(200, answer)
        if kept["request"] != request:
            raise ApiError(
                "Keys for idempotent requests can only be used with the same parameters they were first used with.",
                kind="idempotency_error",
            )
        headers = {"Request-Id": new_id("req"), "Idempotent-Replayed": "true"}
        body = json.loads(kept["body"])
        return Answer(500 if "error" in body else 200, body, headers)

    def _run(self, rows: Rows, route: Route, given: dict[str, Any], object_id: str, path: str) -> Object:
        now = int(time.time())
        checked = params.check(given, route.schema)
        clock.pass_time(rows, now)
        found = route.run(rows, Call(checked, object_id, path, now, self._pages))
        return show(rows, found, checked.get("expand", []))

    def _next_fault(self) -> str | None:
        """Take the next of the faults that were ordered, if any."""
        with self.store.transaction() as rows:
            faults: list[str] = rows.option("faults", [])
            if faults:
                rows.set_option("faults", faults[1:])
        return faults[0] if faults else None


def _request(path: str, given: dict[str, Any]) -> str:
    """What a key stands for: one call with its parameters."""
    return json.dumps([path, given], sort_keys=True)


def _find(method: str, path: str) -> tuple[Route, str]:
    for route in ROUTES:
        match = route.path.fullmatch(path)
        if match and route.method == method:
            return route, match.groupdict().get("id", "")
    raise ApiError(f"Unrecognized request URL ({method}: {path}).", status=404)


def _check_key(headers: Mapping[str, str]) -> None:
    """A live key that strays in here is refused, loudly: nobody can be charged, but somebody believes so."""
    if not headers.get("Authorization", "").startswith("Bearer sk_test_"):
        raise ApiError("Invalid API Key provided: the sandbox takes test keys only.", status=401)
