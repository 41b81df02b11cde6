"""Fires 10,000 posts of spam at a served site, and prints how long a page takes meanwhile and what came through.

    .venv/bin/python scripts/flood.py

They come from 10,000 addresses, so that only what guards the page itself turns them away. Then as many comments are put
into the inbox, as if all had been confirmed, and it is read and emptied.
"""

import http.client
import os
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import quantiles
from typing import Any
from urllib.parse import urlencode

os.environ["DJANGO_SETTINGS_MODULE"] = "settings.test"
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import django

POSTS, HANDS, REST = 10_000, 8, 0.05


def main() -> None:
    django.setup()
    from django.core.management import call_command

    from scripts.benches.served import serve
    from scripts.benches.webhooks import same_place

    call_command("migrate", verbosity=0)
    call_command("load_demo", verbosity=0)
    url, key = _open_talk()
    with serve("scripts.benches.site_settings", **same_place(), TRUSTED_PROXY_COUNT="1") as port:
        print(f"{url} alone: {_told(_read(port, url, lambda number: number < 200))}", flush=True)
        _flood(port, url, key)
    _moderate(key)


def _open_talk() -> tuple[str, Any]:
    from cms import caching
    from community.talks import Mode
    from pages.models import CampaignPage

    CampaignPage.objects.update(comments=Mode.OPEN)
    caching.purge(caching.CONTENT)
    page = CampaignPage.objects.live().first()
    assert page
    return str(page.url).removeprefix("http://testserver"), page.translation_key


def _flood(port: int, url: str, key: Any) -> None:
    from community.models import Comment

    over = threading.Event()
    with ThreadPoolExecutor(HANDS + 1) as hands:
        reader = hands.submit(_read, port, url, lambda number: not over.is_set())
        began = time.perf_counter()
        answers = sum(hands.map(lambda hand: _post(port, key, hand), range(HANDS)), Counter[int]())
        taken = time.perf_counter() - began
        over.set()
        print(f"{url} meanwhile: {_told(reader.result())}")
    per_minute = POSTS / taken * 60
    print(f"{POSTS} posts in {taken:.0f} s ({per_minute:.0f} a minute), answered {dict(answers)}")
    print(f"Kept, and waiting for somebody's confirmation: {Comment.objects.filter(page_key=key).count()}", flush=True)


def _post(port: int, key: Any, hand: int) -> Counter[int]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    answers: Counter[int] = Counter()
    for number in range(hand, POSTS, HANDS):
        form = {"name": f"Bot {number}", "email": f"bot{number}@example.net", "text": f"Cheap pills, number {number}"}
        sender = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
        headers = {"Content-Type": "application/x-www-form-urlencoded", "X-Forwarded-For": sender}
        connection.request("POST", f"/comments/{key}/", urlencode(form), headers)
        answer = connection.getresponse()
        answer.read()
        answers[answer.status] += 1
    connection.close()
    return answers


def _read(port: int, url: str, goes_on: Any) -> list[float]:
    """How long a reader waits for the page, who asks for it again and again, in seconds."""
    taken: list[float] = []
    while goes_on(len(taken)):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        began = time.perf_counter()
        connection.request("GET", url)
        answer = connection.getresponse()
        answer.read()
        taken.append(time.perf_counter() - began)
        assert answer.status == 200
        connection.close()
        time.sleep(REST)
    return taken


def _told(taken: list[float]) -> str:
    hundredths = quantiles(taken, n=100)
    return (
        f"half of {len(taken)} within {hundredths[49] * 1000:.0f} ms, 95 of 100 within {hundredths[94] * 1000:.0f} ms"
    )


def _moderate(key: Any) -> None:
    """The inbox with as many of the same words, and with as many of different ones."""
    from django.test import Client
    from django.utils import timezone

    from accounts.models import User
    from community.models import Action
    from community.moderation.registry import kind_named
    from community.services import deciding

    moderator = User.objects.create_superuser("flooded")
    client = Client()
    client.force_login(moderator)
    for what, text in (
        ("the same words", "Cheap pills for all of you"),
        ("other words each", "Cheap pills for reader {}"),
    ):
        keys = _hold(key, what, text)
        client.get("/admin/moderation/")
        began = time.perf_counter()
        assert client.get("/admin/moderation/").status_code == 200
        read = time.perf_counter() - began
        began = time.perf_counter()
        kind, now = kind_named("comment"), timezone.now()
        number = deciding.decide(kind=kind, keys=keys, action=Action.SPAM, by=moderator, now=now).number
        decided = time.perf_counter() - began
        print(
            f"Inbox with {POSTS} of {what}: read in {read * 1000:.0f} ms, {number} decided in {decided:.1f} s",
            flush=True,
        )


def _hold(page_key: Any, what: str, text: str) -> list[int]:
    """Put as many comments into the inbox; `text` may have a gap for what tells them apart."""
    from django.utils import timezone

    from community.models import Comment, State
    from community.spam.fingerprint import fingerprint

    rows = []
    for number in range(POSTS):
        words = text.format("x" * (number % 97) + str(number) + chr(97 + number % 26))
        told = {"text": words, "fingerprint": fingerprint(words), "position": f"{what}{number}"}
        rows.append(
            Comment(page_key=page_key, locale="en", name="Bot", state=State.HELD, submitted_at=timezone.now(), **told)
        )
    return [row.pk for row in Comment.objects.bulk_create(rows, batch_size=500)]


if __name__ == "__main__":
    main()
