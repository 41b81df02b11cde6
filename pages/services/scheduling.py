"""Pages that go live and end at the hour that was set."""

from datetime import datetime

from django.core.management import call_command
from wagtail.models import Page

from pages.services.withdrawal import withdraw_ended


def publish_scheduled(now: datetime) -> None:
    """Withdraw what has come to its end, and publish what is due."""
    _end(now)
    call_command("publish_scheduled", verbosity=0)


def _end(now: datetime) -> None:
    """Wagtail would take each page by itself, and the crowdfund of a campaign would go on taking gifts."""
    ended = Page.objects.live().filter(expire_at__lt=now).order_by("expire_at")
    for key in list(ended.values_list("pk", flat=True)):
        # One that went with another in the meantime has gone.
        for page in ended.filter(pk=key).specific():
            withdraw_ended(page=page, with_below=getattr(page, "goes_with_all_below", False))
