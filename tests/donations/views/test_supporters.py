"""On the receipt and beside the tracker: how somebody is named in public, and how they stay anonymous."""

import uuid
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from donations.models import Crowdfund, Donation, Donor, SupporterMessage
from tests.factories.answers import shown
from tests.factories.donations import charge_fact, make_donation, refund_fact, session_fact
from tests.factories.hostile_text import HOSTILE
from tests.factories.recording import record

LIST = "/give/online-hub/supporters/"


@pytest.fixture
def donation(crowdfund: Crowdfund) -> Donation:
    donation = make_donation(crowdfund)
    record(session_fact(donation), charge_fact(donation))
    donation.refresh_from_db()
    return donation


def say(client: Client, donation: Donation, **typed: str) -> HttpResponse:
    return client.post(donation.receipt_path, typed)


def approve(**which: Any) -> None:
    SupporterMessage.objects.filter(**which).update(state="shown")


def named(crowdfund: Crowdfund, name: str, comment: str = "", **changes: Any) -> Donation:
    donation = make_donation(crowdfund, state="paid", **changes)
    SupporterMessage.objects.create(
        donation=donation, public_name=name, comment=comment, written_at=donation.created_at, state="shown"
    )
    return donation


def test_nothing_is_filled_in_and_nothing_ticked_for_the_donor(client: Client, donation: Donation) -> None:
    html = shown(client.get(donation.receipt_path))

    assert "You gave anonymously." in html
    assert '<input type="text" name="public_name" autocomplete="off" spellcheck="false"' in html
    assert '<input type="checkbox" name="updates" id="id_updates">' in html
    assert "Ada" not in html


def test_nobody_is_asked_before_they_have_paid(client: Client, crowdfund: Crowdfund) -> None:
    donation = make_donation(crowdfund)
    html = shown(client.get(donation.receipt_path))

    answer = say(client, donation, public_name="Ada L.")

    assert 'name="public_name"' not in html
    assert answer.status_code == 409
    assert SupporterMessage.objects.count() == 0


def test_words_are_kept_and_can_be_changed_on_the_same_page(client: Client, donation: Donation) -> None:
    answer = say(client, donation, public_name=" Ada  L. ", comment="For\r\nour town", updates="on")
    after = shown(client.get(answer["Location"]))

    assert (answer.status_code, answer["Location"]) == (303, f"{donation.receipt_path}?kept=1#in-public")
    assert SupporterMessage.objects.values_list("public_name", "comment").get() == ("Ada L.", "For our town")
    assert Donor.objects.get().updates_evidence.startswith(f"{donation.reference}: Email me what became of the money.")
    assert "Saved." in after
    assert 'value="Ada L."' in after
    assert 'name="updates" id="id_updates" checked' in after
    assert "as soon as somebody here has read them" in after

    say(client, donation)

    assert SupporterMessage.objects.count() == 0
    assert Donor.objects.get().wants_updates_since is None


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"public_name": "x" * 62}, "public_name", "Leave out 2 characters"),
        ({"public_name": "Ada", "comment": "x" * 281}, "comment", "Leave out 1 character"),
        ({"comment": "Go on!"}, "public_name", "Enter a name to stand beside your words"),
    ],
)
def test_what_was_typed_is_kept_beside_an_error(
    client: Client, donation: Donation, typed: dict[str, str], field: str, message: str
) -> None:
    answer = say(client, donation, **typed, updates="on")

    html = shown(answer)
    assert answer.status_code == 422
    assert f'<a href="#id_{field}">{message}' in html
    assert f'id="id_{field}_error"' in html
    assert "<title>Error:" in html
    for text in typed.values():
        assert text in html
    assert "checked" in html
    assert SupporterMessage.objects.count() == 0
    assert Donor.objects.get().wants_updates_since is None


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_whatever_is_typed_is_taken_or_refused_in_words(client: Client, donation: Donation, text: str) -> None:
    typed = text.encode(errors="replace").decode()

    assert say(client, donation, public_name=typed[:30], comment=typed).status_code in (303, 422)
    assert client.get(donation.receipt_path).status_code == 200


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("A\u202eda\x00", "Ada"),
        ("\u200b", None),
        ("Ada \U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f", "same"),
        ("Ada \U0001f469\u200d\U0001f692", "same"),
    ],
)
def test_what_turns_text_around_or_hides_in_it_is_left_out(
    client: Client, donation: Donation, typed: str, kept: str | None
) -> None:
    say(client, donation, public_name=typed)

    found = SupporterMessage.objects.values_list("public_name", flat=True).first()
    assert found == (typed if kept == "same" else kept)


def test_another_sites_form_changes_nothing(client: Client, donation: Donation) -> None:
    answer = client.post(donation.receipt_path, {"public_name": "Eve"}, headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403
    assert SupporterMessage.objects.count() == 0


def test_it_works_without_a_cookie_or_a_token(donation: Donation) -> None:
    strict = Client(enforce_csrf_checks=True)

    assert say(strict, donation, public_name="Ada").status_code == 303


def test_the_receipt_says_what_became_of_the_words(client: Client, donation: Donation) -> None:
    say(client, donation, public_name="Ada")
    told = []
    for state in ("shown", "hidden"):
        SupporterMessage.objects.update(state=state)
        told.append(shown(client.get(donation.receipt_path)))

    assert "Your words are shown among the supporters." in told[0]
    assert "Your words are not shown. You can write others." in told[1]


def test_supporters_are_listed_by_name_without_amounts_and_days(client: Client, crowdfund: Crowdfund) -> None:
    named(crowdfund, "Zoë", "First!")
    named(crowdfund, "ada", requested_minor=123_456)
    named(crowdfund, "", "Nameless")
    make_donation(crowdfund, state="paid")

    html = shown(client.get(LIST))

    assert html.index("<bdi>ada</bdi>") < html.index("<bdi>Zoë</bdi>")
    assert html.count("<bdi>") == 2
    assert "First!" in html
    for hidden in ("Anonymous", "Nameless", "1,234", "£", "November"):
        assert hidden not in html


def test_a_name_is_shown_only_once_it_is_approved_and_only_while_the_money_is_here(
    client: Client, donation: Donation
) -> None:
    say(client, donation, public_name="Ada <b>L.</b>")
    waiting = shown(client.get(LIST))
    approve()
    # As the queue does, which is tested beside it.
    from cms import caching

    caching.purge(donation.crowdfund.cache_tag)
    approved = shown(client.get(LIST))
    record(refund_fact(donation, 2500))
    returned = shown(client.get(LIST))

    assert ("Nobody is named yet." in waiting, "Nobody is named yet." in returned) == (True, True)
    assert "<bdi>Ada &lt;b&gt;L.&lt;/b&gt;</bdi>" in approved


def test_many_supporters_are_parted_into_pages(client: Client, crowdfund: Crowdfund) -> None:
    for number in range(51):
        named(crowdfund, f"Supporter {number:02}")

    first, second = shown(client.get(LIST)), shown(client.get(f"{LIST}?page=2"))

    assert (first.count("<bdi>"), second.count("<bdi>")) == (50, 1)
    for page in ("0", "x", "99999999999999999999", "\0", "１"):
        assert client.get(LIST, {"page": page}).status_code == 200


def test_supporters_of_what_is_not_published_are_not_listed(client: Client, crowdfund: Crowdfund) -> None:
    Crowdfund.objects.update(is_published=False)

    assert client.get(LIST).status_code == 404
    assert client.post(f"/receipts/{uuid.uuid4()}/").status_code == 404
