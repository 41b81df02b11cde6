"""How many comments are taken: counted in the cache, before the database is asked to keep anything."""

from allauth.core import ratelimit
from django.http import HttpRequest

from community.talks import Talk
from events.throttling import TooOften, count_mail


def count_comment(request: HttpRequest, talk: Talk, *, email: str) -> None:
    """Count one of this sender, to this address, and under this page. Raises: TooOften."""
    count_mail(request, "comment", to=email)
    if not ratelimit.consume(request, action="comments_of_page", key=talk.key.hex):
        raise TooOften
