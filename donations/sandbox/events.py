"""Telling that something happened: an event is stored with the change itself and queued as the mode asks."""

import time

from donations.sandbox import objects
from donations.sandbox.store import Object, Rows

NORMAL, DUPLICATE, LATE, REVERSED, LOST = "normal", "duplicate", "late", "reversed", "lost"
MODES = (NORMAL, DUPLICATE, LATE, REVERSED, LOST)
DEFAULT_DELAY_SECONDS = 60


def emit(rows: Rows, obj: Object, at: int, *event_types: str) -> None:
    """Store events about an object as it is now.

    Their deliveries: one each; in duplicate mode two and a twin event with an id of its own; in late mode one that is
    due after the delay; in lost mode none. Reversed order is made when they are delivered.
    """
    mode = rows.option("mode", NORMAL)
    delay = rows.option("delay", DEFAULT_DELAY_SECONDS) if mode == LATE else 0
    for event_type in event_types:
        events = [rows.put(objects.event(event_type, obj, now=at))]
        if mode == DUPLICATE:
            events += [events[0], rows.put(objects.event(event_type, obj, now=at))]
        for event in events if mode != LOST else []:
            rows.queue(event["id"], time.time() + delay)
