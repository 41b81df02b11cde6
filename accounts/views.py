"""The door to the one login, and the code that is another key to it. The login itself is allauth's."""

from typing import Any
from urllib.parse import urlencode

from allauth.account.views import ConfirmLoginCodeView, LoginView, RequestLoginCodeView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from accounts.sessions import stay_signed_in


@never_cache
def login_door(request: HttpRequest) -> HttpResponse:
    """Lead to the login, with `next` kept.

    Whoever is signed in and sent here was refused what they asked for: the login would send them straight back.
    """
    wanted = request.GET.get("next")
    if request.user.is_authenticated and wanted:
        return render(request, "account/refused.html", status=403)
    login_url = reverse("account_login")
    return redirect(f"{login_url}?{urlencode({'next': wanted})}" if wanted else login_url)


class FreeToTurnBack:
    """Opens for whoever waits for a code, too: allauth leads them back to its form, whatever address they had typed."""

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: Any) -> None:
        return None


class PasswordView(FreeToTurnBack, LoginView):
    """Name and password."""


class CodeView(FreeToTurnBack, RequestLoginCodeView):
    """The address that a code is sent to."""


class StayingView(ConfirmLoginCodeView):
    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        if self.request.user.is_authenticated:
            stay_signed_in(self.request)
        return response


login = PasswordView.as_view()
request_login_code = CodeView.as_view()
confirm_login_code = StayingView.as_view()
