"""A meeting in a few lines of plain text, to paste wherever people talk."""

from collections.abc import Sequence
from urllib.parse import quote

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from events.models import Event, Occurrence

DATES_SHOWN = 6
"""So many of the next dates are told before and after a meeting is published."""


def next_dates(event: Event) -> list[Occurrence]:
    """Those that take place, the first first."""
    return list(Occurrence.objects.filter(event=event).coming(timezone.now()).scheduled()[:DATES_SHOWN])


def text(event: Event, dates: Sequence[Occurrence], url: str) -> str:
    """Title, when, where, access and link, each on its line; what is not known has none."""
    words = event.text()
    lines = [
        words.title,
        words.summary,
        when(event, dates),
        ", ".join(dates[0].place if dates else event.place) or gettext("Online"),
        ", ".join(event.access),
        url,
    ]
    return "\n".join(line for line in lines if line)


def when(event: Event, dates: Sequence[Occurrence]) -> str:
    """Such as “Every Tuesday, next on Tuesday 1 December 2026, 19:00–20:30”; '' when no date is ahead."""
    if not dates:
        return event.rule_words
    first = dates[0]
    on = gettext("%(day)s, %(start)s–%(end)s") % {
        "day": date_format(first.starts_local, "l j F Y"),
        "start": date_format(first.starts_local, "H:i"),
        "end": date_format(first.ends_local, "H:i"),
    }
    if not event.rule_words:
        return on
    return gettext("%(rule)s, next on %(day)s") % {"rule": event.rule_words, "day": on}


def mailto(event: Event, dates: Sequence[Occurrence], url: str) -> str:
    """A link that opens a mail with all of it, to nobody yet."""
    # RFC 6068 wants line breaks so; with others some programs make one line of all.
    body = text(event, dates, url).replace("\n", "\r\n")
    return f"mailto:?subject={quote(event.text().title)}&body={quote(body)}"
