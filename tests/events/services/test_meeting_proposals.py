"""Proposals: made once for each place, for the hub that is near; given, planned, declined; helpers are written to."""

import uuid

import pytest

from accounts.models import User
from events.models import Hub, MeetingProposal, MeetingsWantedSettings, MeetingWish
from events.services import meeting_proposals, meeting_wishes
from events.services.meeting_proposals import NotOpen
from events.services.messages import NotNow
from tests.factories.events import NOW
from tests.factories.hubs import make_hub
from tests.factories.meeting_wishes import many, want
from tests.factories.outbox import sent_mail
from tests.factories.sign_ups import mails

pytestmark = pytest.mark.django_db


def proposals() -> list[tuple[str, str, int]]:
    """Each with its place, state and how many want it."""
    rows = MeetingProposal.objects.order_by("pk")
    return [(row.place, row.state, row.wishes.count()) for row in rows]


def frome_hub(**fields: object) -> Hub:
    return make_hub("somerset", title="Somerset", towns=["Frome", "Bruton"], **fields)


def test_the_tenth_answer_near_a_place_makes_a_proposal_and_later_ones_join_it() -> None:
    hub = frome_hub()
    many(6)
    many(3, "Westbury, Wiltshire")
    before = proposals()

    want("tenth", "Radstock")
    want("eleventh", "Frome")

    assert before == []
    assert proposals() == [("Frome", "open", 11)]
    assert MeetingProposal.objects.get().hub == hub


def test_without_a_hub_near_it_is_an_open_place() -> None:
    frome_hub()
    many(10, "Nuneaton")

    assert (MeetingProposal.objects.get().hub, proposals()) == (None, [("Nuneaton", "open", 10)])


def test_a_hub_that_is_not_open_is_asked_nothing() -> None:
    frome_hub(opened_at=None)
    many(10)

    assert MeetingProposal.objects.get().hub is None


def test_how_many_and_how_near_is_a_setting() -> None:
    settings = MeetingsWantedSettings.current()
    settings.site_id, settings.enough, settings.miles = 1, 5, 1
    settings.site = Hub._meta.get_field("site").related_model.objects.get(is_default_site=True)
    settings.save()

    many(4)
    want("far", "Radstock")
    before = proposals()
    many(1, prefix="fifth")

    assert before == []
    assert proposals() == [("Frome", "open", 5)]


def test_who_withdraws_is_no_longer_counted() -> None:
    wishes = many(10)

    meeting_wishes.withdraw(public_id=wishes[0].public_id)

    assert proposals() == [("Frome", "open", 9)]


def test_who_answers_again_stays_with_the_proposal_that_grows() -> None:
    many(10)

    want("p0-Frome", how="In a circle")

    assert proposals() == [("Frome", "open", 10)]


def test_after_not_now_ten_new_ones_make_another_with_all_who_wanted_the_first() -> None:
    many(10)
    first = MeetingProposal.objects.get()
    meeting_proposals.decline(proposal_id=first.pk, reason="The hall is shut.", now=NOW)

    many(9, prefix="new")
    before = proposals()
    many(1, prefix="last")

    assert before == [("Frome", "not_now", 10)]
    assert proposals() == [("Frome", "not_now", 0), ("Frome", "open", 20)]
    first.refresh_from_db()
    assert first.reason == "The hall is shut."


def test_after_a_meeting_is_published_new_answers_begin_anew() -> None:
    many(10)
    MeetingProposal.objects.update(state="published")

    many(10, prefix="new")

    assert proposals() == [("Frome", "published", 10), ("Frome", "open", 10)]


def test_whoever_looks_after_all_hubs_gives_a_place_to_one_even_after_not_now() -> None:
    many(10)
    proposal, hub = MeetingProposal.objects.get(), frome_hub()
    meeting_proposals.decline(proposal_id=proposal.pk, reason="Too far.", now=NOW)

    meeting_proposals.give_to_hub(proposal_id=proposal.pk, hub=hub, now=NOW)

    proposal.refresh_from_db()
    assert (proposal.hub, proposal.state, proposal.reason) == (hub, "open", "")


def test_what_is_decided_is_decided_once_unless_its_meeting_is_deleted() -> None:
    many(10)
    proposal, key = MeetingProposal.objects.get(), uuid.uuid4()
    meeting_proposals.plan(proposal_id=proposal.pk, event_key=key, now=NOW)

    with pytest.raises(NotOpen):
        meeting_proposals.plan(proposal_id=proposal.pk, event_key=uuid.uuid4(), now=NOW)
    with pytest.raises(NotOpen):
        meeting_proposals.decline(proposal_id=proposal.pk, reason="", now=NOW)
    with pytest.raises(NotOpen):
        meeting_proposals.give_to_hub(proposal_id=proposal.pk, hub=frome_hub(), now=NOW)
    meeting_proposals.reopen_planned(event_key=key, now=NOW)

    proposal.refresh_from_db()
    assert (proposal.state, proposal.event_key) == ("open", None)


def test_helpers_get_a_mail_of_their_own_twice_at_most_and_answers_go_to_the_hub() -> None:
    frome_hub(contact_email="somerset@example.org")
    many(8)
    want("host", can_host=True)
    want("venue", has_venue=True)
    proposal, user = MeetingProposal.objects.get(), User.objects.create_user("ada")

    for text in ("Shall we meet?", "Tea is on us"):
        meeting_proposals.write_to_helpers(proposal_id=proposal.pk, text=text, user=user, now=NOW)
    with pytest.raises(NotNow) as refused:
        meeting_proposals.write_to_helpers(proposal_id=proposal.pk, text="And now?", user=user, now=NOW)

    assert refused.value.reason == "enough"
    assert mails("meeting_wish_message") == [
        (f"{who}@example.org", "From Somerset: a meeting near Frome") for who in ("host", "venue", "host", "venue")
    ]
    pk = MeetingWish.objects.get(email="host@example.org").pk
    mail = sent_mail(f"meeting_wish:{pk}:meeting_wish_message:{pk}:1")
    assert (mail.reply_to, "Shall we meet?" in mail.text) == ("somerset@example.org", True)


def test_where_nobody_offers_help_nobody_is_written_to() -> None:
    many(10)

    with pytest.raises(NotNow) as refused:
        meeting_proposals.write_to_helpers(
            proposal_id=MeetingProposal.objects.get().pk, text="Anybody?", user=User.objects.create_user("ada"), now=NOW
        )

    assert refused.value.reason == "nobody"
