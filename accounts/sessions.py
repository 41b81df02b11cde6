"""How long people stay signed in: until the browser is closed, or for thirty days on a phone of a volunteer's own."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest

from accounts.services import needs_own_login

VOLUNTEERS_STAY = timedelta(days=30)


def stay_signed_in(request: HttpRequest) -> None:
    """For those who came by a mail, and would need another one each time; not for accounts that are more than that."""
    user: Any = request.user
    request.session.set_expiry(0 if needs_own_login(user) else VOLUNTEERS_STAY)
