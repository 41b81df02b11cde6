"""What everybody may know of where meetings are wanted, kept until an answer is added or withdrawn."""

from cms import caching
from events.demand import coverage
from events.demand.coverage import Coverage
from events.models import MEETINGS_WANTED, MeetingWish


def to_the_public() -> Coverage:
    return caching.kept(
        "meetings wanted", MEETINGS_WANTED, lambda: coverage.of(MeetingWish.objects.confirmed().by_town())
    )
