"""How long people stay signed in, and where that alone is not enough: what names others wants a login of today."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from accounts.services import needs_own_login

VOLUNTEERS_STAY = timedelta(days=30)

LONGEST_SINCE_LOGIN = timedelta(hours=12)
"""A phone that is lost stays signed in for weeks; what it may show of other people ends with the day."""

SIGNED_IN_AT = "signed_in_at"


def stay_signed_in(request: HttpRequest) -> None:
    """For those who came by a mail, and would need another one each time; not for accounts that are more than that."""
    user: Any = request.user
    request.session.set_expiry(0 if needs_own_login(user) else VOLUNTEERS_STAY)


def note_login(sender: Any, request: HttpRequest, **kwargs: Any) -> None:
    """Django's signal."""
    request.session[SIGNED_IN_AT] = timezone.now().timestamp()


def signed_in_today(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For a view that shows what others have told of themselves: after twelve hours it asks for another login first."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        age = timezone.now().timestamp() - request.session.get(SIGNED_IN_AT, 0)
        if age <= LONGEST_SINCE_LOGIN.total_seconds():
            return view(request, *args, **named)
        user: Any = request.user
        login = "account_login" if needs_own_login(user) else "account_request_login_code"
        back = reverse(login) + "?" + urlencode({"next": request.path})
        return render(request, "account/again.html", {"next": back}, status=403)

    return guarded
