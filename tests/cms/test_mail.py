"""The outbox: a mail goes out once, after the commit, is tried again for a day, and only to whom it is for."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail as django_mail
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from wagtail.models import Site

from cms import mail
from cms.models import OrganisationSettings, OutgoingMail

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
USER = {"get_username": "ada"}


def queue(**changes: Any) -> None:
    wanted = {
        "key": "k1",
        "to": "ada@example.org",
        "template": "password_reset",
        "context": {"user": USER, "url": "https://example.org/x"},
        "locale": "en",
        "now": NOW,
    }
    mail.queue_mail(**(wanted | changes))


@pytest.fixture
def broken_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """A mail server that takes nothing; gives the addresses that were tried."""
    tried: list[str] = []

    def refuse(message: EmailMultiAlternatives, fail_silently: bool = False) -> int:
        tried.extend(message.to)
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailMultiAlternatives, "send", refuse)
    return tried


def test_a_mail_is_sent_when_what_caused_it_is_committed(db: None, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        queue()
        before = len(django_mail.outbox)

    [sent] = django_mail.outbox
    assert before == 0
    assert (sent.to, sent.subject) == (["ada@example.org"], "Choose a new password")
    assert [kind for _, kind in sent.alternatives] == ["text/html"]
    assert OutgoingMail.objects.get().status == "sent"


def test_a_mail_is_gone_with_what_caused_it(db: None, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        queue()
        transaction.set_rollback(True)

    assert django_mail.outbox == []
    assert not OutgoingMail.objects.exists()


def test_the_same_cause_sends_one_mail(db: None, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        queue()
        queue(to="bob@example.org")

    assert [sent.to for sent in django_mail.outbox] == [["ada@example.org"]]


def test_a_mail_is_written_in_the_readers_language(db: None) -> None:
    queue(locale="cy")

    assert '<html lang="cy">' in OutgoingMail.objects.get().html


def test_what_was_not_sent_is_tried_again_at_growing_distances(db: None, broken_server: list[str]) -> None:
    queue()
    minutes = []

    for minute in range(24 * 60):
        mail.send_due(NOW + timedelta(minutes=minute))
        if len(broken_server) > len(minutes):
            minutes.append(minute)

    assert minutes[:8] == [0, 1, 3, 7, 15, 31, 63, 127]
    assert OutgoingMail.objects.get().status == "waiting"


def test_after_a_day_it_is_given_up(db: None, broken_server: list[str]) -> None:
    queue()

    mail.send_due(NOW + timedelta(hours=24))
    after_a_day = OutgoingMail.objects.get().status
    mail.send_due(NOW + timedelta(hours=26))
    mail.send_due(NOW + timedelta(hours=48))

    assert after_a_day == "waiting"
    assert OutgoingMail.objects.get().status == "failed"
    assert len(broken_server) == 2


def test_it_arrives_once_the_server_is_back(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    queue()
    with monkeypatch.context() as patch:
        patch.setattr(EmailMultiAlternatives, "send", raise_unreachable)
        mail.send_due(NOW)

    mail.send_due(NOW + timedelta(minutes=1))
    mail.send_due(NOW + timedelta(minutes=9))

    assert len(django_mail.outbox) == 1


def raise_unreachable(*args: Any, **kwargs: Any) -> int:
    raise TimeoutError


def test_a_mail_that_cannot_be_written_does_not_hold_back_the_next(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    queue(key="bad")
    queue(key="good", to="bob@example.org")
    OutgoingMail.objects.filter(key="bad").update(subject="two\nlines")

    mail.send_due(NOW)

    assert [sent.to for sent in django_mail.outbox] == [["bob@example.org"]]
    assert OutgoingMail.objects.get(key="bad").status == "waiting"


def test_two_senders_at_once_send_once(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    queue()
    send = EmailMultiAlternatives.send

    def send_while_another_tries(message: EmailMultiAlternatives, fail_silently: bool = False) -> int:
        mail.send_due(NOW)
        return send(message)

    monkeypatch.setattr(EmailMultiAlternatives, "send", send_while_another_tries)
    mail.send_due(NOW)

    assert len(django_mail.outbox) == 1


def test_of_two_who_saw_the_same_mail_waiting_one_sends_it(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    queue()
    first = type(OutgoingMail.objects.all()).first
    others = [1]

    def another_is_quicker(rows: Any) -> Any:
        seen = first(rows)
        if others:
            others.pop()
            mail.send_due(NOW)
        return seen

    monkeypatch.setattr(type(OutgoingMail.objects.all()), "first", another_is_quicker)
    mail.send_due(NOW)

    assert others == []
    assert len(django_mail.outbox) == 1


@pytest.mark.parametrize(
    "to",
    [
        "ada@example.org, eve@example.org",
        "ada@example.org\nBcc: eve@example.org",
        "ada@example.org\r\nCc: eve@example.org",
        "Eve <eve@example.org>",
        "ada@example.org;eve@example.org",
        "",
    ],
)
def test_what_is_no_single_address_is_sent_to_nobody(
    db: None, django_capture_on_commit_callbacks: Any, to: str
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        queue(to=to)
    mail.send_due(NOW)

    assert django_mail.outbox == []
    assert OutgoingMail.objects.get().status == "failed"


def test_a_subject_cannot_bring_headers_with_it(
    db: None, django_capture_on_commit_callbacks: Any, tmp_path: Any, settings: Any
) -> None:
    (tmp_path / "mail").mkdir()
    for part in ("subject", "txt", "html"):
        (tmp_path / f"mail/hostile.{part}").write_text("{{ name }}")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]

    with django_capture_on_commit_callbacks(execute=True):
        queue(template="hostile", context={"name": "Hello\r\nBcc: eve@example.org\r\n\r\nHa"})

    [sent] = django_mail.outbox
    assert sent.subject == "Hello Bcc: eve@example.org Ha"
    assert sent.recipients() == ["ada@example.org"]


def test_a_failure_is_logged_without_the_address(
    db: None, broken_server: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    queue()

    mail.send_due(NOW)

    assert "was not sent (attempt 1): ConnectionRefusedError" in caplog.text
    assert "ada@" not in caplog.text


def test_on_ones_own_machine_each_mail_is_kept_as_a_file_and_named_on_the_console(
    settings: Any, tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.EMAIL_FILE_PATH = tmp_path

    django_mail.get_connection("cms.mail.ConsoleAndFileBackend").send_messages(
        [EmailMultiAlternatives("Hello", "You there", to=["ada@example.org"])]
    )

    [file] = tmp_path.iterdir()
    assert "You there" in file.read_text()
    assert capsys.readouterr().out == f"Mail to ada@example.org: Hello ({file})\n"


@pytest.mark.database
def test_a_long_title_is_cut_short_in_the_subject(db: None) -> None:
    crowdfund = {"title": "x" * 255, "url": "/"}
    gift = {"currency": "GBP", "reference": "AB", "receipt_path": "/receipts/ab/"}
    charge = {"amount_minor": 2500, "occurred_at": NOW}

    queue(template="receipt", context={"donation": gift, "crowdfund": crowdfund, "charge": charge})

    assert OutgoingMail.objects.get().subject == ("Thank you: £25 for “" + "x" * 255)[:255]


def test_every_mail_tells_who_promotes_it_and_on_whose_behalf(db: None) -> None:
    organisation = OrganisationSettings.for_site(Site.objects.get())
    organisation.imprint_promoter, organisation.imprint_on_behalf_of = "Alex O’Neil, 1 High Street", "Compass & Friends"
    organisation.save()

    queue()

    mail = OutgoingMail.objects.get()
    assert mail.text.endswith("\nPromoted by Alex O’Neil, 1 High Street on behalf of Compass & Friends.\n")
    assert "Promoted by Alex O’Neil, 1 High Street on behalf of Compass &amp; Friends." in mail.html
