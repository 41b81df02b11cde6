"""A hub with a desk, and what is typed there step by step."""

from typing import Any

from django.test import Client

WHAT = {"title": "Trains for Frome", "introduction": "We plan.", "text": "Tea at seven.\n\n<b>Bring</b> a friend."}
WHEN = {"start_date": "2026-03-03", "start_time": "19:00", "end_time": "20:30", "repeats": "weekly"}
WHERE = {"mode": "in_person", "venue": "Town hall", "address": "1 High Street", "town": "Brighton"}
ACCESS = {"is_step_free": "on", "access_note": "Ring the bell.", "capacity": "40"}
STEPS = {"when": WHEN, "where": WHERE, "access": ACCESS, "photo": {}}


def read(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def write(client: Client, **changed: dict[str, Any]) -> str:
    """Write a meeting of Brighton's in all steps; give the address at which it is looked at."""
    answer = client.post("/desk/brighton/new/", WHAT | changed.get("what", {}))
    for step, asked in STEPS.items():
        assert answer.status_code == 302, read(answer)
        assert answer["Location"].endswith(f"/{step}/")
        answer = client.post(answer["Location"], asked | changed.get(step, {}))
    return str(answer["Location"])
