"""What is held of those who sign in, and of everybody who is sent mail: for export and erasure."""

from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Q, QuerySet
from wagtail.models import ModelLogEntry, PageLogEntry
from wagtail.users.models import UserProfile

from accounts.models import User
from accounts.people import Erasure, Holder, Kept, names, row
from cms.mail import NO_WORDS
from cms.models import OutgoingMail


def _users(email: str) -> QuerySet[User]:
    return User.objects.filter(Q(email__iexact=email) | Q(emailaddress__email__iexact=email)).distinct()


def export_users(email: str) -> list[dict[str, Any]]:
    """The account with its groups, and what it did in the admin."""
    return [
        {
            **row(user, without=("password",)),
            "groups": list(user.groups.values_list("name", flat=True)),
            "addresses": list(EmailAddress.objects.filter(user=user).values("email", "verified", "primary")),
            "actions": [
                {"action": entry.action, "what": entry.label, "at": entry.timestamp}
                for log in (ModelLogEntry, PageLogEntry)
                for entry in log.objects.filter(user=user).order_by("timestamp")
            ],
        }
        for user in _users(email)
    ]


def erase_users(email: str, now: datetime) -> Erasure:
    """Nobody signs in with the account any more. Its row stays, without a name, under what it decided."""
    found = list(_users(email))
    for user in found:
        user.username, user.email, user.first_name, user.last_name = f"erased-{user.pk}", "", "", ""
        user.is_active = user.is_staff = user.is_superuser = False
        # It ends the sessions, too.
        user.set_unusable_password()
        user.save()
        user.groups.clear()
        ModelLogEntry.objects.for_instance(user).update(label=user.username)
        EmailAddress.objects.filter(user=user).delete()
        UserProfile.objects.filter(user=user).delete()
    kept = [Kept(f"User {user.pk}, without a name", "It says who decided about money and pages") for user in found]
    return Erasure([f"The account of user {user.pk}" for user in found], kept)


def only_administrator(email: str) -> list[str]:
    """Whether the site would be left without one."""
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk__in=_users(email).values("pk"))
    if not _users(email).filter(is_superuser=True, is_active=True).exists() or others.exists():
        return []
    return ["The account is the only administrator's: make somebody else one first, under Settings, Users."]


def _mails(email: str) -> QuerySet[OutgoingMail]:
    about = Q(subject__icontains=email) | Q(text__icontains=email) | Q(html__icontains=email)
    rows = OutgoingMail.objects.filter(Q(to__iexact=email) | about).iterator()
    found = [
        mail.pk for mail in rows if any(names(text, email) for text in (mail.to, mail.subject, mail.text, mail.html))
    ]
    return OutgoingMail.objects.filter(pk__in=found)


def export_mails(email: str) -> list[dict[str, Any]]:
    """Mails to the address, and those that name it."""
    return [row(mail) for mail in _mails(email).order_by("pk")]


def erase_mails(email: str, now: datetime) -> Erasure:
    """Their words go; the rows stay with their keys, so that nothing is sent a second time. What waits is not sent."""
    mails = _mails(email)
    count = mails.count()
    mails.filter(status=OutgoingMail.Status.WAITING).update(status=OutgoingMail.Status.FAILED)
    mails.update(**NO_WORDS)
    return Erasure([f"The words and the address of {count} mails"] if count else [])


def _named_in_log(email: str) -> list[QuerySet[Any]]:
    return [_rows_naming(log.objects.filter(label__icontains=email), email) for log in (ModelLogEntry, PageLogEntry)]


def _rows_naming(entries: QuerySet[Any], email: str) -> QuerySet[Any]:
    found = [pk for pk, label in entries.values_list("pk", "label") if names(label, email)]
    return entries.filter(pk__in=found)


def export_log(email: str) -> list[dict[str, Any]]:
    """Lines of the admin's log that name the address."""
    return [
        {"action": entry.action, "what": entry.label, "at": entry.timestamp}
        for entries in _named_in_log(email)
        for entry in entries.order_by("timestamp")
    ]


def erase_log(email: str, now: datetime) -> Erasure:
    """The lines stay, without the address."""
    count = sum(entries.update(label="–") for entries in _named_in_log(email))
    return Erasure([f"The address in {count} lines of the log"] if count else [])


USERS = Holder(export=export_users, erase=erase_users, obstacles=only_administrator)
MAILS = Holder(export=export_mails, erase=erase_mails)
LOG = Holder(export=export_log, erase=erase_log)
