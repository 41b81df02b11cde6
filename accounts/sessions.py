"""How long people stay signed in: until the browser is closed, or for thirty days on a phone of a volunteer's own."""

from datetime import timedelta

from django.http import HttpRequest

VOLUNTEERS_STAY = timedelta(days=30)


def stay_signed_in(request: HttpRequest) -> None:
    """For those who came by a mail, and would need another one each time."""
    request.session.set_expiry(VOLUNTEERS_STAY)
