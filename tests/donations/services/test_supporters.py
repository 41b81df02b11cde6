"""What donors say in public: shown once approved, gone with the money, and never decided unread."""

from datetime import timedelta
from typing import Any

import pytest

from accounts.models import User
from cms import caching
from cms.models import CacheTag
from donations.models import Crowdfund, Donation, Donor, SupporterMessage
from donations.services.supporters import (
    MessageChanged,
    NotPaid,
    decide_message,
    set_wish_for_updates,
    stop_updates,
    was_wished_with,
    write_message,
)
from tests.factories.donations import NOW, charge_fact, dispute_fact, make_donation, refund_fact, session_fact
from tests.factories.recording import record

pytestmark = [pytest.mark.django_db, pytest.mark.database]

State = SupporterMessage.State


@pytest.fixture
def donation(crowdfund: Crowdfund) -> Donation:
    """£25, paid by Ada."""
    donation = make_donation(crowdfund)
    record(session_fact(donation), charge_fact(donation))
    donation.refresh_from_db()
    return donation


@pytest.fixture
def editor() -> User:
    return User.objects.create_user("sam")


def say(donation: Donation, name: str = "Ada L.", comment: str = "Go on!", **changes: Any) -> SupporterMessage | None:
    return write_message(**({"donation": donation, "public_name": name, "comment": comment, "now": NOW} | changes))


def decide(message: Any, state: str, user: User, **changes: Any) -> SupporterMessage:
    wanted = {"message_id": message.pk, "state": state, "read_at": message.written_at, "user": user, "now": NOW}
    return decide_message(**(wanted | changes))


def shown() -> list[str]:
    return [message.public_name for message in SupporterMessage.objects.shown()]


def test_words_are_shown_once_somebody_has_approved_them(donation: Donation, editor: User) -> None:
    message = say(donation)
    before = shown()

    decide(message, State.SHOWN, editor)

    assert (before, shown()) == ([], ["Ada L."])
    decided = SupporterMessage.objects.get()
    assert (decided.decided_by, decided.decided_at) == (editor, NOW)


@pytest.mark.parametrize("state", [State.HIDDEN, State.WAITING])
def test_a_decision_is_taken_back(donation: Donation, editor: User, state: str) -> None:
    message = decide(say(donation), State.SHOWN, editor)

    taken_back = decide(message, state, editor)

    assert (shown(), taken_back.decided_by) == ([], editor if state == State.HIDDEN else None)


def test_other_words_wait_anew_and_the_same_do_not(donation: Donation, editor: User) -> None:
    decide(say(donation), State.SHOWN, editor)

    say(donation, now=NOW + timedelta(hours=1))
    still_shown = shown()
    say(donation, comment="Or not.")

    assert (still_shown, shown()) == (["Ada L."], [])
    assert SupporterMessage.objects.get().decided_by is None


def test_no_words_at_all_leave_nothing(donation: Donation) -> None:
    say(donation)

    assert say(donation, "", "") is None
    assert SupporterMessage.objects.count() == 0


def test_what_was_not_read_is_not_approved(donation: Donation, editor: User) -> None:
    read = say(donation)
    say(donation, comment="Something else", now=NOW + timedelta(seconds=1))

    with pytest.raises(MessageChanged):
        decide(read, State.SHOWN, editor)

    assert shown() == []


def test_the_words_go_with_the_money(crowdfund: Crowdfund, donation: Donation, editor: User) -> None:
    disputed = make_donation(crowdfund)
    record(session_fact(disputed, email="bob@example.org"), charge_fact(disputed))
    decide(say(donation), State.SHOWN, editor)
    decide(say(disputed, "Bob"), State.SHOWN, editor)
    before = shown()

    record(refund_fact(donation, 1000))
    in_part = shown()
    record(refund_fact(donation, 1500, id="re_2"), dispute_fact(disputed))

    assert (before, in_part, shown()) == (["Ada L.", "Bob"], ["Ada L.", "Bob"], [])


def test_nobody_speaks_for_a_gift_that_is_not_here(crowdfund: Crowdfund, donation: Donation) -> None:
    record(refund_fact(donation, 2500))

    for silent in (donation, make_donation(crowdfund)):
        with pytest.raises(NotPaid):
            say(silent)

    assert SupporterMessage.objects.count() == 0


def generation(crowdfund: Crowdfund) -> Any:
    return CacheTag.objects.filter(tag=crowdfund.cache_tag).values_list("generation", flat=True).first()


def test_cached_answers_are_made_anew_with_each_decision_and_when_shown_words_are_replaced(
    crowdfund: Crowdfund, donation: Donation, editor: User
) -> None:
    caching.purge(crowdfund.cache_tag)
    generations = [generation(crowdfund)]

    message = say(donation)
    assert generation(crowdfund) == generations[0]
    for change in (lambda: decide(message, State.SHOWN, editor), lambda: say(donation, "", "")):
        change()
        generations.append(generation(crowdfund))

    assert len(set(generations)) == 3


def wish(donation: Donation, wants: bool, **changes: Any) -> Any:
    wanted = {"donation": donation, "wants": wants, "evidence": "Email me.", "now": NOW}
    set_wish_for_updates(**(wanted | changes))
    return Donor.objects.values_list("wants_updates_since", "updates_evidence").get()


def test_a_wish_to_hear_more_is_kept_with_its_words_and_first_day(donation: Donation) -> None:
    kept = (NOW, f"{donation.reference}: Email me.")
    assert wish(donation, True) == kept
    assert wish(donation, True, now=NOW + timedelta(days=9), evidence="Other words.") == kept
    assert wish(donation, False) == (None, "")


def test_another_gift_in_the_name_of_the_address_neither_tells_of_the_wish_nor_takes_it_back(
    donation: Donation, crowdfund: Crowdfund
) -> None:
    kept = wish(donation, True)
    other = make_donation(crowdfund)
    record(session_fact(other), charge_fact(other))

    gifts = Donation.objects.order_by("pk").select_related("donor")
    assert [was_wished_with(gift.donor, gift) for gift in gifts] == [True, False]
    assert wish(other, False) == kept


def test_who_stops_updates_is_sent_none(donation: Donation) -> None:
    wish(donation, True)

    for _ in range(2):
        stop_updates(donor_id=donation.donor_id or 0)

    assert Donor.objects.get().wants_updates_since is None
