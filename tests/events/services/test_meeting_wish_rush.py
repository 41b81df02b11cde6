"""Many who press their buttons at once, on a real database: one proposal for one place, and nobody left out."""

import pytest

from events.models import MeetingProposal, MeetingWish
from events.services import meeting_wishes
from tests.factories.at_once import at_once
from tests.factories.events import NOW
from tests.factories.meeting_wishes import wish

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


def test_twenty_four_who_confirm_at_once_make_one_proposal_with_all_of_them() -> None:
    asked = [wish(f"p{number}", ("Frome", "Westbury", "Warminster")[number % 3]) for number in range(24)]

    at_once(lambda number: meeting_wishes.confirm(public_id=asked[number].public_id, now=NOW), times=24, hands=8)

    assert MeetingProposal.objects.get().wishes.count() == 24


def test_one_answer_that_is_confirmed_by_eight_presses_counts_once() -> None:
    asked = [wish("ann") for _ in range(8)]

    answers = at_once(lambda n: meeting_wishes.confirm(public_id=asked[n].public_id, now=NOW), times=8, hands=8)

    assert answers == [None] * 8
    assert MeetingWish.objects.confirmed().count() == 1
