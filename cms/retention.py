"""What is kept no longer than it is needed: the words of mails, finished tasks, sessions that have ended."""

from datetime import datetime, timedelta

from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from cms import caching, mail
from cms.models import ContentChange, OutgoingMail

KEPT_FOR = timedelta(days=30)

CHANGES_KEPT = 1_000
"""Of the content; a process that is further behind reads the whole tree of pages."""


def forget(now: datetime) -> None:
    """Delete what is over for longer than anybody asks about it. Cached answers end by themselves."""
    call_command("clearsessions", verbosity=0)
    DBTaskResult.objects.finished().filter(finished_at__lt=now - KEPT_FOR).delete()
    over = OutgoingMail.objects.exclude(status=OutgoingMail.Status.WAITING).exclude(text="")
    # The row stays with its key: a refund after months must not send the receipt a second time.
    over.filter(created_at__lt=now - KEPT_FOR).update(**mail.NO_WORDS)
    forget_changes()


def forget_changes() -> None:
    """Keep the last changes of the content, and have each process read the tree of pages anew.

    So what was written past all signals, by `fixtree` or by hand, shows a day later at most.
    """
    newest = ContentChange.objects.order_by("-pk").values_list("pk", flat=True)[:1]
    for pk in newest:
        ContentChange.objects.filter(pk__lte=pk - CHANGES_KEPT + 1).delete()
    caching.purge(caching.CONTENT)
