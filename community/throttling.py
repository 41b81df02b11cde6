"""How many comments are taken: counted in the cache, before the database is asked to keep anything."""

from allauth.core import ratelimit
from django.http import HttpRequest

from accounts.throttling import TooOften, count_mail, count_sender
from community.talks import Talk


def count_comment(request: HttpRequest, talk: Talk, *, email: str, is_known: bool) -> None:
    """Count one of this sender, and, unless it comes from whose address it is, to this address and under this page.

    A flood under a page is turned away first of all; readers whom the site knows write on. Raises: TooOften.
    """
    if is_known:
        count_sender(request, "comment")
        return
    page = {"action": "comments_of_page", "key": talk.key.hex}
    if not ratelimit.consume(request, dry_run=True, **page):
        raise TooOften
    count_mail(request, "comment", to=email)
    ratelimit.consume(request, **page)
