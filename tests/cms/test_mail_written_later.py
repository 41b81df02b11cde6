"""Mail whose words are written when it goes out."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail as django_mail

from cms import mail
from cms.models import OutgoingMail

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def writing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Mails about a name tell its bearer to choose a new password."""

    def context(about: str) -> dict[str, Any]:
        if not about:
            raise LookupError("nobody")
        return {"user": {"get_username": about}, "url": "https://example.org/x"}

    monkeypatch.setitem(mail._contexts, "password_reset", context)


def queue(about: str, *, key: str = "k1", to: str = "ada@example.org", locale: str = "en") -> None:
    mail.queue_mail_about(key=key, to=to, template="password_reset", about=about, locale=locale, now=NOW)


def test_it_waits_without_words_and_keeps_those_with_which_it_went_out() -> None:
    queue("ada", locale="cy")
    before = OutgoingMail.objects.get()

    mail.send_due(NOW)

    after = OutgoingMail.objects.get()
    assert (before.subject, before.text, before.html) == ("", "", "")
    assert (after.status, after.subject) == ("sent", django_mail.outbox[0].subject)
    assert '<html lang="cy">' in after.html
    assert "ada" in after.text == django_mail.outbox[0].body


def test_a_second_cause_of_the_same_sends_nothing(django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        queue("ada")
        queue("bob", to="bob@example.org")

    assert [sent.to for sent in django_mail.outbox] == [["ada@example.org"]]


def test_one_that_cannot_be_written_holds_back_no_other_and_is_tried_again() -> None:
    queue("")
    queue("ada", key="k2")

    mail.send_due(NOW)
    OutgoingMail.objects.filter(key="k1").update(about="bob")
    mail.send_due(NOW + timedelta(hours=1))

    assert ["ada" in sent.body for sent in django_mail.outbox] == [True, False]
    assert "bob" in django_mail.outbox[1].body


def test_something_that_is_no_address_is_given_up_at_once() -> None:
    queue("ada", to="ada@example.org, bob@example.org")

    mail.send_due(NOW)

    assert OutgoingMail.objects.get().status == "failed"
    assert django_mail.outbox == []
