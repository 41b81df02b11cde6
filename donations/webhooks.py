"""The door through which Stripe's events come in: size, signature, one service call, an answer that Stripe knows."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from donations.gateways import get_gateway
from donations.gateways.base import InvalidEvent
from donations.inbox import receive_event
from donations.models import StripeEvent

logger = logging.getLogger(__name__)

LARGEST_BODY = 256 * 1024
"""Stripe's events are a few kilobytes; nobody else has a reason to send us more."""


SECONDS_TO_WAIT = 5

_gate = Lock()


@csrf_exempt
@require_POST
@never_cache
def stripe_webhook(request: HttpRequest) -> HttpResponse:
    """200 once the event is kept and done, or of no concern; 503 to have it sent again; 4xx when it is not Stripe's."""
    gateway, now = get_gateway(), timezone.now()
    try:
        # Not request.body: that trusts the length which the header tells, and trips over one that is no number.
        body = request.read(LARGEST_BODY + 1)
        if len(body) > LARGEST_BODY:
            return _answer(413, "Too large")
        event = gateway.read_event(body=body, signature=request.headers.get("Stripe-Signature", ""), now=now)
    except UnreadablePostError:
        return _answer(400, "The body broke off.")
    except InvalidEvent as error:
        return _answer(400, str(error))
    try:
        # Before the gate: to connect takes as long as some events, and many can do it at once.
        connection.ensure_connection()
        with _one_at_a_time():
            row = receive_event(
                event=event, body=body.decode(), gateway=gateway, now=now, livemode=settings.STRIPE_LIVEMODE
            )
    except DatabaseError:
        logger.exception("Event %s could not be kept", event.id)
        return _answer(503, "Try again")
    return _answer(503, "Try again") if row.status == StripeEvent.Status.FAILED else _answer(200, row.status)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    # Events of one crowdfund wait for its total anyway; to wait in the database costs more, and is not in order.
    is_first = _gate.acquire(timeout=SECONDS_TO_WAIT)
    try:
        yield
    finally:
        if is_first:
            _gate.release()


def _answer(status: int, text: str) -> HttpResponse:
    response = HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")
    if status == 503:
        response["Retry-After"] = "60"
    return response
