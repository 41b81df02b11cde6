"""Mail: written as rows in the transaction that causes it, sent once that is committed, tried again for a day."""

import logging
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import formataddr, parseaddr
from functools import partial
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.filebased import EmailBackend as FileBackend
from django.core.validators import validate_email
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac
from django_tasks import task

from cms.models import OrganisationSettings, OutgoingMail

logger = logging.getLogger(__name__)

GIVE_UP_AFTER = timedelta(hours=24)
NO_WORDS = {"to": "", "subject": "", "text": "", "html": "", "unsubscribe_url": ""}
"""What is left of a mail that is kept for its key alone."""

SUBJECT_CHARACTERS = 255
"""A page's title may be as long. PostgreSQL refuses more, and with the mail the gift that it thanks for."""

ONE_CLICK = "List-Unsubscribe"
"""What a mail program's own button posts to `unsubscribe_url` (RFC 8058)."""

MOST_REPEATED = 3
"""So often a mail is sent again to an address that somebody keeps typing: it may be a stranger's."""

SENT_AT_ONCE = 20
"""Of mails with one cause so many go out with it. Of more the clock sends all: nobody waits for thousands."""


@dataclass(frozen=True, slots=True)
class MailAbout:
    """One of many mails, as in queue_mail_about."""

    key: str
    to: str
    about: str
    locale: str


Context = dict[str, Any]

_contexts: dict[str, Callable[[str], Context]] = {}


def register(template: str, context: Callable[[str], Context]) -> None:
    """Say what a mail is rendered with that is written when it goes out, from what it is about."""
    _contexts[template] = context


def queue_mail(
    *,
    key: str,
    to: str | None,
    template: str,
    context: Context,
    locale: str,
    now: datetime,
    unsubscribe_url: str = "",
) -> None:
    """Put one mail into the outbox, unless `key` is there already, and send it after commit.

    `template` names templates/mail/<template>.{subject,txt,html}; they are rendered in `locale` with `context`,
    `organisation` and `site_url`. Something that is no single address is kept as given up, and sent to nobody.
    `to=None` takes all the same steps and reaches nobody: the time that they take must not tell whether it is so.
    `unsubscribe_url` opens a page with a button, and stops such mails when it is posted to (RFC 8058).
    """
    if not OutgoingMail.objects.filter(key=key).exists():
        _queue(key, to, now, unsubscribe_url=unsubscribe_url, **_write(template, context, locale))


def queue_mail_about(
    *,
    key: str,
    to: str,
    template: str,
    about: str,
    locale: str,
    now: datetime,
    reply_to: str = "",
    unsubscribe_url: str = "",
) -> None:
    """Put one mail into the outbox whose words are written when it goes out: whoever causes it must not wait for them.

    What it is rendered with is registered for the `template`, and is made from what it is `about`.
    Answers go to `reply_to`, else to the organisation. `unsubscribe_url` is as for queue_mail.
    """
    told = {"template": template, "about": about, "locale": locale}
    _queue(key, to, now, reply_to=reply_to, unsubscribe_url=unsubscribe_url, **told)


def queue_mails_about(mails: Iterable[MailAbout], *, template: str, now: datetime, reply_to: str = "") -> None:
    """Put a mail to each of many people into the outbox, as queue_mail_about does with one."""
    rows = [
        _mail(each.key, each.to, now, template=template, about=each.about, locale=each.locale, reply_to=reply_to)
        for each in mails
    ]
    known = set(OutgoingMail.objects.filter(key__in=[row.key for row in rows]).values_list("key", flat=True))
    _put([row for row in rows if row.key not in known])


def next_repeat(keys: str) -> str | None:
    """What the key of one more mail ends in that says again what somebody was told, where keys of theirs begin so.

    None once it was said often enough.
    """
    number = OutgoingMail.objects.filter(key__startswith=f"{keys}again").count()
    return f"again{number}" if number < MOST_REPEATED else None


def take_back(keys: str) -> None:
    """Delete those mails whose keys begin so and which have not gone out yet."""
    OutgoingMail.objects.filter(status=OutgoingMail.Status.WAITING, key__startswith=keys).delete()


def _queue(key: str, to: str | None, now: datetime, **words: str) -> None:
    _put([_mail(key, to, now, **words)])


def _mail(key: str, to: str | None, now: datetime, **words: str) -> OutgoingMail:
    is_sent = to is None or _is_one_address(to)
    status = OutgoingMail.Status.WAITING if is_sent else OutgoingMail.Status.FAILED
    return OutgoingMail(key=key, to=to or "", created_at=now, next_attempt_at=now, status=status, **words)


def _put(mails: list[OutgoingMail]) -> None:
    OutgoingMail.objects.bulk_create(mails, ignore_conflicts=True, batch_size=500)
    if len(mails) <= SENT_AT_ONCE:
        for mail in mails:
            if mail.status == OutgoingMail.Status.WAITING:
                transaction.on_commit(partial(send_mail.enqueue, mail.key))


def _write(template: str, context: Context, locale: str) -> dict[str, str]:
    """A mail's words, by the outbox's fields."""
    shared = {"organisation": OrganisationSettings.current(), "site_url": settings.SITE_URL}
    with translation.override(locale):
        subject, text, html = (
            render_to_string(f"mail/{template}.{part}", {**shared, **context}) for part in ("subject", "txt", "html")
        )
    one_line = " ".join(subject.split())[:SUBJECT_CHARACTERS]
    return {"subject": one_line, "text": text.strip() + "\n", "html": html}


def _is_one_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


@task()
def send_mail(key: str) -> None:
    """Send one mail now if it still waits."""
    _send(key, timezone.now())


def send_due(now: datetime) -> None:
    """Send whatever waits and is due."""
    due = OutgoingMail.objects.filter(status=OutgoingMail.Status.WAITING, next_attempt_at__lte=now)
    for key in due.order_by("next_attempt_at").values_list("key", flat=True)[:200]:
        _send(key, now)


def _send(key: str, now: datetime) -> None:
    # Moving the next attempt forward claims the mail: two senders at once never send it twice.
    waiting = OutgoingMail.objects.filter(key=key, status=OutgoingMail.Status.WAITING, next_attempt_at__lte=now)
    mail = waiting.first()
    if mail is None:
        return
    retry_at = now + timedelta(minutes=2 ** min(mail.attempts, 6))
    if not waiting.filter(attempts=mail.attempts).update(attempts=mail.attempts + 1, next_attempt_at=retry_at):
        return
    words = {}
    try:
        if mail.template and not mail.text:
            words = _write(mail.template, _contexts[mail.template](mail.about), mail.locale)
            mail.subject, mail.text, mail.html = words["subject"], words["text"], words["html"]
        _message(mail).send()
    except Exception as error:  # whatever is wrong with one mail must not hold back the next
        logger.warning("Mail %s was not sent (attempt %s): %s", mail.pk, mail.attempts + 1, type(error).__name__)
        if now - mail.created_at > GIVE_UP_AFTER:
            OutgoingMail.objects.filter(pk=mail.pk).update(status=OutgoingMail.Status.FAILED)
        return
    OutgoingMail.objects.filter(pk=mail.pk).update(status=OutgoingMail.Status.SENT, sent_at=now, **words)


def _message(mail: OutgoingMail) -> EmailMultiAlternatives:
    """The mail as it goes out: in the organisation's name, from the address that may send for this site."""
    organisation, sender = OrganisationSettings.current(), settings.DEFAULT_FROM_EMAIL
    if name := " ".join(organisation.organisation_name.split()):
        sender = formataddr((name, parseaddr(sender)[1]))
    answers_to = [each for each in (mail.reply_to, organisation.contact_email) if _is_one_address(each)][:1]
    # The same each time: who is sent it again, because we died before we had noted that it went out, sees it once.
    same = {"Message-ID": f"<{_name(mail)}@{parseaddr(sender)[1].rpartition('@')[2]}>"}
    message = EmailMultiAlternatives(mail.subject, mail.text, sender, [mail.to], reply_to=answers_to, headers=same)
    if mail.unsubscribe_url:
        message.extra_headers["List-Unsubscribe"] = f"<{mail.unsubscribe_url}>"
        message.extra_headers["List-Unsubscribe-Post"] = f"{ONE_CLICK}=One-Click"
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    return message


def _name(mail: OutgoingMail) -> str:
    """Tells one mail from all others, of other sites too, and nothing of whom it goes to or what it is about."""
    return salted_hmac("cms.mail", f"{mail.pk} {mail.key} {mail.created_at.isoformat()}").hexdigest()


class ConsoleAndFileBackend(FileBackend):
    """For one's own machine: each mail is kept as a file and named on the console."""

    def write_message(self, message: EmailMessage) -> None:
        super().write_message(message)
        path = self._get_filename()  # type: ignore[attr-defined]
        sys.stdout.write(f"Mail to {', '.join(message.to)}: {message.subject} ({path})\n")
        sys.stdout.flush()
