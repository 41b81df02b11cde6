"""What is kept no longer than it is needed: the words of mails, finished tasks, sessions that have ended."""

from datetime import datetime, timedelta

from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from cms import mail
from cms.models import OutgoingMail

KEPT_FOR = timedelta(days=30)


def forget(now: datetime) -> None:
    """Delete what is over for longer than anybody asks about it. Cached answers end by themselves."""
    call_command("clearsessions", verbosity=0)
    DBTaskResult.objects.finished().filter(finished_at__lt=now - KEPT_FOR).delete()
    over = OutgoingMail.objects.exclude(status=OutgoingMail.Status.WAITING).exclude(text="")
    # The row stays with its key: a refund after months must not send the receipt a second time.
    over.filter(created_at__lt=now - KEPT_FOR).update(**mail.NO_WORDS)
