"""Updates to supporters: to each who wants them, once, however often and wherever sending is broken off."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from cms import mail as outbox
from cms.models import OutgoingMail
from donations import line_words
from donations.models import BudgetLine, Crowdfund, Donation, Donor, SpendingEntry, SupporterUpdate
from donations.services import updates
from donations.services.updates import (
    donor_of,
    order_update,
    recipients,
    send_step,
    send_updates_due,
    stop_path,
    words_of,
)
from tests.factories.donations import NOW, make_crowdfund, make_donation

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def supporter(crowdfund: Crowdfund, email: str, *, wants: bool = True, state: str = "paid", **changes: Any) -> Donation:
    donor, _ = Donor.objects.get_or_create(
        email=email, defaults={"wants_updates_since": NOW if wants else None, "name": "Of the card"}
    )
    return make_donation(crowdfund, donor=donor, state=state, **changes)


@pytest.fixture
def update(crowdfund: Crowdfund) -> SupporterUpdate:
    return SupporterUpdate.objects.create(
        crowdfund=crowdfund, locale="en", subject="The hub is open", text="Come & see.\n\nIt works.", written_at=NOW
    )


def spend(crowdfund: Crowdfund, *amounts: int) -> None:
    """On the line “Hosting”; the last amount on no line."""
    key = uuid4()
    BudgetLine.objects.create(crowdfund=crowdfund, key=key, title="Hosting", amount_minor=1, position=7)
    for position, minor in enumerate(amounts, start=1):
        line = None if position == len(amounts) else key
        SpendingEntry.objects.create(
            crowdfund=crowdfund, key=uuid4(), title="x", amount_minor=minor, line_key=line, position=position
        )


def addresses() -> list[str]:
    return list(OutgoingMail.objects.order_by("pk").values_list("to", flat=True))


def test_it_goes_to_who_wants_it_has_money_here_and_gave_last_in_its_language(
    crowdfund: Crowdfund, update: SupporterUpdate
) -> None:
    supporter(crowdfund, "ada@example.org")
    supporter(crowdfund, "part@example.org", state="part_refunded")
    supporter(crowdfund, "silent@example.org", wants=False)
    supporter(crowdfund, "gone@example.org", state="refunded")
    supporter(crowdfund, "never@example.org", state="open")
    supporter(make_crowdfund("other"), "elsewhere@example.org")
    supporter(crowdfund, "welsh@example.org")
    supporter(crowdfund, "welsh@example.org", locale="cy")
    supporter(crowdfund, "erased@example.org")
    Donor.objects.filter(email="erased@example.org").update(email=None, erased_at=NOW)

    found = {donor.email for donor in recipients(update)}

    assert found == {"ada@example.org", "part@example.org"}


def test_who_gave_several_times_is_written_to_once_and_a_second_press_sends_nothing(
    crowdfund: Crowdfund, update: SupporterUpdate
) -> None:
    for _ in range(3):
        supporter(crowdfund, "ada@example.org")

    read = words_of(update)
    times = [NOW + timedelta(minutes=n) for n in range(2)]
    presses = [order_update(update_id=update.pk, as_read=read, now=time) for time in times]
    for _ in range(2):
        send_updates_due(NOW)

    update.refresh_from_db()
    assert presses == [True, False]
    assert addresses() == ["ada@example.org"]
    assert (update.ordered_at, update.sent_at, update.sent_to) == (NOW, NOW, 1)


def test_nothing_is_sent_before_the_button_is_pressed(crowdfund: Crowdfund, update: SupporterUpdate) -> None:
    supporter(crowdfund, "ada@example.org")

    send_updates_due(NOW)

    assert (addresses(), send_step(update_id=update.pk, now=NOW)) == ([], (0, True))


def test_it_goes_on_where_it_died(
    crowdfund: Crowdfund, update: SupporterUpdate, monkeypatch: pytest.MonkeyPatch
) -> None:
    everybody = [f"{number}@example.org" for number in range(7)]
    for address in everybody:
        supporter(crowdfund, address)
    order_update(update_id=update.pk, as_read=words_of(update), now=NOW)
    send_step(update_id=update.pk, now=NOW, most=3)
    queued: list[str] = []

    def die_after_two(**mail: Any) -> None:
        if len(queued) == 2:
            raise KeyboardInterrupt
        queued.append(mail["to"])
        outbox.queue_mail(**mail)

    with monkeypatch.context() as patched:
        patched.setattr(updates, "queue_mail", die_after_two)
        with pytest.raises(KeyboardInterrupt):
            send_updates_due(NOW)
    half_way = addresses()
    send_updates_due(NOW)

    update.refresh_from_db()
    assert (half_way, addresses()) == (everybody[:3], everybody)
    assert (update.sent_to, update.sent_at) == (7, NOW)


def test_a_minute_sends_no_more_than_it_should_and_the_next_goes_on(
    crowdfund: Crowdfund, update: SupporterUpdate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updates, "MOST_AT_ONCE", 3)
    monkeypatch.setattr(updates, "STEP", 2)
    for number in range(5):
        supporter(crowdfund, f"{number}@example.org")
    order_update(update_id=update.pk, as_read=words_of(update), now=NOW)

    counts = []
    for _ in range(3):
        send_updates_due(NOW)
        counts.append(len(addresses()))

    assert counts == [3, 5, 5]


def test_who_stops_while_it_goes_out_is_left_out(crowdfund: Crowdfund, update: SupporterUpdate) -> None:
    for number in range(3):
        supporter(crowdfund, f"{number}@example.org")
    order_update(update_id=update.pk, as_read=words_of(update), now=NOW)
    send_step(update_id=update.pk, now=NOW, most=1)

    Donor.objects.filter(email="1@example.org").update(wants_updates_since=None)
    send_updates_due(NOW)

    assert addresses() == ["0@example.org", "2@example.org"]


def test_the_mail_tells_shares_of_what_was_spent_and_how_to_stop(crowdfund: Crowdfund, update: SupporterUpdate) -> None:
    donation = supporter(crowdfund, "ada@example.org")
    spend(crowdfund, 100_000, 20_000, 180_000)
    order_update(update_id=update.pk, as_read=words_of(update), now=NOW)

    send_updates_due(NOW)

    sent = OutgoingMail.objects.get()
    stop = f"http://testserver{stop_path(donation.donor_id or 0, 'en')}"
    assert sent.subject == "The hub is open"
    assert "Come & see." in sent.text
    assert (
        "Of the £3,000 spent so far,\n- 40% (£1,200) went to: Hosting\n- 60% (£1,800) went to something else"
        in sent.text
    )
    for told in ("<p>Come &amp; see.</p>", "Hosting</th>", "40%</td>", "£1,200</td>", "Something else"):
        assert told in sent.html
    assert (stop in sent.text, stop in sent.html, sent.unsubscribe_url) == (True, True, stop)
    for private in ("£25", "Of the card", "ada@example.org"):
        assert private not in sent.text + sent.html


def test_the_table_is_left_out_where_nobody_wants_it_or_nothing_is_spent(
    crowdfund: Crowdfund, update: SupporterUpdate
) -> None:
    supporter(crowdfund, "ada@example.org")
    bare = SupporterUpdate.objects.create(
        crowdfund=crowdfund, locale="en", subject="Bare", text="x", written_at=NOW, with_spending=False
    )
    order_update(update_id=update.pk, as_read=words_of(update), now=NOW)
    send_updates_due(NOW)
    spend(crowdfund, 100, 100)
    order_update(update_id=bare.pk, as_read=words_of(bare), now=NOW)
    send_updates_due(NOW)

    assert [("spent so far" in mail.text) for mail in OutgoingMail.objects.all()] == [False, False]


def test_lines_are_called_what_pages_call_them_in_the_language(
    crowdfund: Crowdfund, monkeypatch: pytest.MonkeyPatch
) -> None:
    spend(crowdfund, 100, 100)
    line = crowdfund.lines.get(title="Hosting")
    monkeypatch.setattr(line_words, "_sources", [])
    line_words.register(lambda key, locale: {line.key: f"Lletya {locale}", uuid4(): "of another"})

    titles = line_words.line_titles(crowdfund, "cy")

    assert titles[line.key] == "Lletya cy"
    assert len(titles) == 2


@pytest.mark.parametrize("token", ["", "1", "1:forged", "x" * 400, "1:\x00", "é:é"])
def test_only_our_own_tokens_lead_to_a_donor(token: str) -> None:
    assert donor_of(token) is None


def test_a_token_leads_to_its_donor() -> None:
    token = stop_path(7, "cy").rstrip("/").rpartition("/")[2]

    assert (stop_path(7, "cy").startswith("/cy/updates/stop/"), donor_of(token)) == (True, 7)
