"""In whose name a mail goes out, and where an answer to it goes: no name brings headers or addresses with it."""

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from django.core import mail as django_mail
from pytest_django import Settings
from wagtail.models import Site

from cms import mail
from cms.models import OrganisationSettings, OutgoingMail

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def sending_address(settings: Settings) -> None:
    settings.DEFAULT_FROM_EMAIL = "Hustings <hello@hustings.example>"


def sent_by(name: str, contact: str = "") -> EmailMessage:
    """A mail as the next mail server gets it, read again."""
    organisation = OrganisationSettings.for_site(Site.objects.get())
    organisation.organisation_name, organisation.contact_email = name, contact
    organisation.save()
    context = {"user": {"get_username": "ada"}, "url": "https://example.org/x"}
    mail.queue_mail(key="k", to="ada@example.org", template="password_reset", context=context, locale="en", now=NOW)
    mail.send_due(NOW)
    [sent] = django_mail.outbox
    return message_from_bytes(sent.message().as_bytes(), policy=policy.default)  # type: ignore[return-value]


def test_a_mail_comes_from_the_organisation_and_answers_go_to_its_address() -> None:
    sent = sent_by("Compass", "hello@compass.example")

    assert (sent["From"], sent["Reply-To"]) == ("Compass <hello@hustings.example>", "hello@compass.example")


def test_without_a_name_and_a_contact_the_site_s_own_address_stands() -> None:
    sent = sent_by("")

    assert (sent["From"], sent["Reply-To"]) == ("Hustings <hello@hustings.example>", None)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Compass\r\nBcc: eve@example.org", "Compass Bcc: eve@example.org"),
        ("Compass\u2028\x85Bcc: eve@example.org", "Compass Bcc: eve@example.org"),
        ('The "Compass" <eve@example.org>, ', 'The "Compass" <eve@example.org>,'),
        ("Smith, Jones; Sons \\ (Ltd) @ home", "Smith, Jones; Sons \\ (Ltd) @ home"),
        ("Cwmpawd Tŷ’r Bobl 🧭", "Cwmpawd Tŷ’r Bobl 🧭"),
        ("Tŷ" + "’ŵ" * 59, "Tŷ" + "’ŵ" * 59),
    ],
)
def test_a_name_stays_a_name(name: str, shown: str) -> None:
    sent = sent_by(name)

    [sender] = sent["From"].addresses
    assert (sender.display_name, sender.addr_spec) == (shown, "hello@hustings.example")
    assert sorted(sent.keys()) == sorted(
        ["Content-Type", "MIME-Version", "Subject", "From", "To", "Date", "Message-ID"]
    )


@pytest.mark.parametrize("contact", ["hello@compass.example\nBcc: eve@example.org", "a@b.example, eve@example.org"])
def test_what_is_no_single_address_is_no_address_for_answers(contact: str) -> None:
    assert sent_by("Compass", contact)["Reply-To"] is None


def test_the_contact_in_a_receipt_is_a_link_where_mails_have_links() -> None:
    organisation = OrganisationSettings(site=Site.objects.get(), contact_email="hello@compass.example")
    organisation.save()
    gift = {"currency": "GBP", "reference": "AB", "receipt_path": "/receipts/ab/"}
    context = {"donation": gift, "crowdfund": {"title": "A hub", "url": "/"}}
    context["charge"] = {"amount_minor": 2500, "occurred_at": NOW}

    mail.queue_mail(key="k", to="ada@example.org", template="receipt", context=context, locale="en", now=NOW)

    kept = OutgoingMail.objects.get()
    assert 'write to <a href="mailto:hello@compass.example">hello@compass.example</a> and name' in kept.html
    assert "write to hello@compass.example and name" in kept.text


def test_a_mail_that_goes_out_again_has_the_same_name_and_another_mail_another() -> None:
    first = sent_by("Compass")["Message-ID"]
    OutgoingMail.objects.update(status="waiting", next_attempt_at=NOW, sent_at=None)
    mail.send_due(NOW)
    OutgoingMail.objects.create(
        key="l", to="ada@example.org", subject="s", text="t", created_at=NOW, next_attempt_at=NOW
    )
    mail.send_due(NOW)

    names = [sent.message()["Message-ID"] for sent in django_mail.outbox]

    assert names[:2] == [first, first]
    assert first.endswith("@hustings.example>")
    assert names[2] != first
