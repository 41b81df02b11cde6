"""How often somebody may ask to follow hubs: what could be used to fill other people's mail."""

from allauth.core import ratelimit
from django.http import HttpRequest


class TooManyWishes(Exception):
    """This sender has asked very often, or somebody has asked for this address."""


def count_wish(request: HttpRequest, email: str) -> None:
    """Count one more wish to follow a hub. Raises: TooManyWishes."""
    by_sender = ratelimit.consume(request, action="follow")
    if not by_sender or not ratelimit.consume(request, action="follow_mail", key=email.lower()):
        raise TooManyWishes
