"""How often somebody may have mail sent to an address: it may be a stranger's."""

from allauth.core import ratelimit
from django.http import HttpRequest


class TooOften(Exception):
    """This sender has done it very often, or somebody has with this address."""


def count_mail(request: HttpRequest, action: str, *, to: str) -> None:
    """Count one more `action`, which sends a mail to an address. ACCOUNT_RATE_LIMITS has `action` and `action`_mail.

    Raises: TooOften.
    """
    by_sender = ratelimit.consume(request, action=action)
    if not by_sender or not ratelimit.consume(request, action=f"{action}_mail", key=to.lower()):
        raise TooOften
