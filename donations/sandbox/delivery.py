"""Webhooks out: signs events as Stripe does and brings them to the site, in-process or over HTTP; tries again later."""

import hashlib
import hmac
import io
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from django.conf import settings
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connections
from django.utils.module_loading import import_string

from donations.sandbox import clock
from donations.sandbox.current import current_store
from donations.sandbox.events import NORMAL, REVERSED
from donations.sandbox.store import Store

PATH = "/webhooks/stripe/"
CONTENT_TYPE = "application/json; charset=utf-8"
USER_AGENT = "Stripe/1.0 (+https://stripe.com/docs/webhooks)"
TIMEOUT_SECONDS = 10
LEASE_SECONDS = 60
NO_ANSWER = 0


def deliver_due(now: datetime) -> int:
    """Let time pass in the sandbox (expiries, debits, months) and deliver what is due. Gives how many arrived.

    Safe to run twice at once: each delivery is claimed first.
    """
    store = current_store()
    with store.transaction() as rows:
        clock.pass_time(rows, int(now.timestamp()))
    return deliver(store, now.timestamp())


def deliver_now() -> int:
    return deliver(current_store(), time.time())


def deliver(store: Store, now: float) -> int:
    """Try every delivery that is due once, in order or, in reversed mode, backwards."""
    with store.transaction() as rows:
        waiting = [(row["id"], row["event"], row["attempts"]) for row in rows.undelivered(due_by=now)]
        if rows.option("mode", NORMAL) == REVERSED:
            waiting.reverse()
    return sum(_deliver_one(store, now, *delivery) for delivery in waiting)


def _deliver_one(store: Store, now: float, delivery_id: int, event_id: str, attempts: int) -> bool:
    """Deliver unless somebody else is at it. Not 2xx: again after 10 s, then twice as long each time, at most 1 h."""
    pause = max(LEASE_SECONDS, min(3600, 10 * 2**attempts))
    with store.transaction() as rows:
        event = rows.get("event", event_id)
        if event is None or not rows.claim(delivery_id, now=now, until=now + pause):
            return False
    answer = deliver_event(event)
    arrived = 200 <= answer < 300
    with store.transaction() as rows:
        rows.note_answer(delivery_id, answer=answer, delivered_at=now if arrived else None)
    return arrived


def deliver_event(event: dict[str, Any]) -> int:
    """Sign an event now and send it. Gives the status, or NO_ANSWER."""
    body = json.dumps(event, indent=2).encode()
    try:
        return send(body, signature(body, settings.STRIPE_WEBHOOK_SECRET, int(time.time())))
    except (OSError, HTTPException):
        return NO_ANSWER


def signature(body: bytes, secret: str, timestamp: int) -> str:
    """The Stripe-Signature header: https://docs.stripe.com/webhooks#verify-manually"""
    signed = hmac.new(secret.encode(), f"{timestamp}.".encode() + body, hashlib.sha256)
    return f"t={timestamp},v1={signed.hexdigest()}"


def send(body: bytes, header: str) -> int:
    """Over HTTP where SANDBOX_WEBHOOK_URL says so, else through our own WSGI application."""
    return send_over_http(body, header) if settings.SANDBOX_WEBHOOK_URL else send_in_process(body, header)


def send_over_http(body: bytes, header: str) -> int:
    headers = {"Content-Type": CONTENT_TYPE, "User-Agent": USER_AGENT, "Stripe-Signature": header}
    request = Request(settings.SANDBOX_WEBHOOK_URL, data=body, headers=headers, method="POST")  # noqa: S310
    try:
        with urlopen(request, timeout=TIMEOUT_SECONDS) as response:  # noqa: S310
            return int(response.status)
    except HTTPError as error:
        return error.code


def send_in_process(body: bytes, header: str) -> int:
    """Through the whole application, middleware and all, without disturbing the request that may be under way."""
    application = import_string(settings.WSGI_APPLICATION)
    statuses: list[str] = []

    def start_response(status: str, headers: Any, exc_info: Any = None) -> Callable[[bytes], object]:
        statuses.append(status)
        return lambda data: None

    with _kept_connections():
        answer = application(_environ(body, header), start_response)
        try:
            for _chunk in answer:
                pass
        finally:
            if hasattr(answer, "close"):
                answer.close()
    return int(statuses[-1].split()[0])


@contextmanager
def _kept_connections() -> Iterator[None]:
    """A request begins and ends by closing idle connections; a transaction around us (a test, the demo) needs its own.

    Django's own test client does the same.
    """
    if not any(connection.in_atomic_block for connection in connections.all(initialized_only=True)):
        yield
        return
    with connections_kept_open():
        yield


@contextmanager
def connections_kept_open() -> Iterator[None]:
    """None is closed as a request begins or ends."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


def _environ(body: bytes, header: str) -> dict[str, Any]:
    site = urlsplit(settings.SITE_URL)
    return {
        "REQUEST_METHOD": "POST",
        "SCRIPT_NAME": "",
        "PATH_INFO": PATH,
        "QUERY_STRING": "",
        "CONTENT_TYPE": CONTENT_TYPE,
        "CONTENT_LENGTH": str(len(body)),
        "REMOTE_ADDR": "127.0.0.1",
        "SERVER_NAME": site.hostname,
        "SERVER_PORT": str(site.port or (443 if site.scheme == "https" else 80)),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": site.netloc,
        "HTTP_USER_AGENT": USER_AGENT,
        "HTTP_STRIPE_SIGNATURE": header,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": site.scheme,
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
