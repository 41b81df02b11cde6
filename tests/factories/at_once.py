"""Doing one thing many times at once, each with a connection of its own, and what became of it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connections
from django.test import Client

from donations.models import CrowdfundTotal
from tests.factories.donations import signature_of

TIMES, HANDS = 96, 16


def at_once(work: Callable[[int], Any], times: int = TIMES, hands: int = HANDS) -> list[Any]:
    """Do `work(0)`, `work(1)` … with so many hands; gives what each returned or raised."""

    def do(number: int) -> Any:
        try:
            return work(number)
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(hands) as pool:
        return list(pool.map(do, range(times)))


def deliver(body: bytes) -> int:
    headers = {"stripe-signature": signature_of(body)}
    return Client().post("/webhooks/stripe/", body, content_type="application/json", headers=headers).status_code


def raised() -> int:
    return CrowdfundTotal.objects.get().raised_minor
