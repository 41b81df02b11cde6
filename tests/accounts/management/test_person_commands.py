"""`manage.py export_person` and `erase_person`: whole, asked for twice, and honest about what stays."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from donations.models import Crowdfund, Donation, Donor, OfflineGift, RecurringDonation
from donations.services.supporters import write_message
from tests.factories.donations import NOW, charge_fact, make_crowdfund, make_donation, session_fact
from tests.factories.offline import enter
from tests.factories.recording import record

pytestmark = pytest.mark.django_db

ADA = "ada@example.org"


@pytest.fixture
def crowdfund() -> Crowdfund:
    return make_crowdfund()


@pytest.fixture
def donation(crowdfund: Crowdfund) -> Donation:
    donation = make_donation(crowdfund)
    record(session_fact(donation), charge_fact(donation))
    write_message(donation=donation, public_name="Ada L.", comment="Go on!", now=NOW)
    donation.refresh_from_db()
    return donation


def run(command: str, *given: str) -> str:
    out = StringIO()
    call_command(command, *given, stdout=out)
    return out.getvalue()


def test_an_export_is_json_of_all_that_is_held(donation: Donation) -> None:
    told = json.loads(run("export_person", "ADA@example.org"))

    assert told["asked_for"] == "ADA@example.org"
    [donor] = told["giving"]["donors"]
    [gift] = donor["gifts"]
    assert (donor["email"], donor["name"], gift["reference"]) == (ADA, "Ada", donation.reference)
    assert (gift["message"]["public_name"], gift["entries"][0]["amount_minor"]) == ("Ada L.", 2500)
    assert told["mails"][0]["to"] == ADA


@pytest.fixture
def cheque(crowdfund: Crowdfund) -> OfflineGift:
    """Ada Byron's, of whom no address is known."""
    return enter(crowdfund, None)


def test_who_gave_without_an_address_is_exported_and_erased_by_a_gifts_reference(cheque: OfflineGift) -> None:
    reference = cheque.donation.reference

    told = json.loads(run("export_person", f" {reference.lower()[:5]} {reference.lower()[5:]}"))
    said = run("erase_person", reference, "--yes")

    [donor] = told["giving"]["donors"]
    assert (donor["name"], donor["gifts"][0]["reference"]) == ("Ada Byron", reference)
    assert list(told) == ["asked_for", "exported_at", "giving"]
    assert (Donor.objects.get().name, OfflineGift.objects.get().payer_name) == ("", "")
    assert "Kept: 1 gifts with their amounts" in said
    with pytest.raises(CommandError, match="no reference of a gift that names anybody"):
        run("erase_person", reference, "--yes")


def test_the_reference_of_a_gift_whose_donor_has_an_address_leads_to_all_that_is_held(donation: Donation) -> None:
    told = json.loads(run("export_person", donation.reference))

    assert told["giving"]["donors"][0]["email"] == ADA
    assert told["mails"][0]["to"] == ADA


@pytest.mark.parametrize("command", ["export_person", "erase_person"])
@pytest.mark.parametrize("words", ["0000000000", "nobody", ""])
def test_a_reference_that_names_nobody_is_told_of(cheque: OfflineGift, command: str, words: str) -> None:
    short = cheque.donation.reference[:9]

    for typed in (words, short):
        with pytest.raises(CommandError, match="no reference of a gift that names anybody"):
            run(command, typed)

    assert Donor.objects.get().name == "Ada Byron"


@pytest.mark.parametrize("command", ["export_person", "erase_person"])
def test_the_help_says_what_may_be_asked_for(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        call_command(command, "--help")

    assert "the reference of a gift" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize("command", [("export_person",), ("erase_person", "--yes")])
def test_an_unknown_address_is_told_of(donation: Donation, command: tuple[str, ...]) -> None:
    name, *options = command

    with pytest.raises(CommandError, match="Nothing is held under this address") as refused:
        run(name, "eve@example.org", *options)

    assert refused.value.returncode == 1


def test_it_erases_only_once_somebody_has_said_yes(donation: Donation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builtins.input", lambda question: "y")
    with pytest.raises(CommandError, match="Nothing was erased"):
        run("erase_person", ADA)
    before = Donor.objects.get().email
    monkeypatch.setattr("builtins.input", lambda question: "yes")

    told = run("erase_person", ADA)

    assert (before, Donor.objects.get().email) == (ADA, None)
    assert "Kept: 1 gifts with their amounts" in told
    assert ADA not in told
    with pytest.raises(CommandError, match="Nothing is held"):
        run("erase_person", ADA, "--yes")


def test_a_monthly_gift_that_runs_is_stopped_first(
    donation: Donation, crowdfund: Crowdfund, monkeypatch: pytest.MonkeyPatch
) -> None:
    monthly = RecurringDonation.objects.create(
        crowdfund=crowdfund,
        amount_minor=1000,
        currency="GBP",
        locale="en",
        subscription_id="sub_1",
        state="active",
        created_at=NOW,
    )
    Donation.objects.update(recurring=monthly)

    with pytest.raises(CommandError, match="still runs") as refused:
        run("erase_person", ADA, "--yes")
    before = Donor.objects.get().email

    def stop(*, monthly: RecurringDonation, **asked: Any) -> None:
        RecurringDonation.objects.filter(pk=monthly.pk).update(state="ended", ended_by=asked["by"])

    monkeypatch.setattr("donations.services.erasure.stop_monthly", stop)
    run("erase_person", ADA, "--yes", "--stop")

    assert "--stop" in str(refused.value)
    assert (before, Donor.objects.get().email) == (ADA, None)
    assert RecurringDonation.objects.get().ended_by == "treasurer"
